using System.ComponentModel.DataAnnotations;

namespace Triggers.Contracts.Messaging;

/// <summary>How a trigger that runs alone reaches the invokers: section <c>Messaging</c> of the configuration.</summary>
public sealed class MessagingOptions : IValidatableObject
{
    /// <summary>The configuration section these settings are read from.</summary>
    public const string Section = "Messaging";

    /// <summary>The Lambda API of a running invoker, <c>http://127.0.0.1:3001</c>; no default.</summary>
    public string Url { get; set; } = "";

    /// <summary>How often the event sources are asked for again; default 2 s.</summary>
    public TimeSpan CatalogRefresh { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Checks what attributes cannot say with the value.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CatalogRefresh < TimeSpan.FromMilliseconds(100) || CatalogRefresh > TimeSpan.FromHours(1))
        {
            yield return new ValidationResult($"Messaging:CatalogRefresh must be 00:00:00.1 to 01:00:00, was {CatalogRefresh}.");
        }
    }
}

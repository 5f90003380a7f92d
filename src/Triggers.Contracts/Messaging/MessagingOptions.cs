using System.ComponentModel.DataAnnotations;

namespace Triggers.Contracts.Messaging;

/// <summary>How a trigger that runs alone reaches the invokers: section <c>Messaging</c> of the configuration.</summary>
public sealed class MessagingOptions
{
    /// <summary>The configuration section these settings are read from.</summary>
    public const string Section = "Messaging";

    /// <summary>The Lambda API of a running invoker, <c>http://127.0.0.1:3001</c>; no default.</summary>
    public string Url { get; set; } = "";

    /// <summary>How often the event sources are asked for again; default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ErrorMessage = "Messaging:CatalogRefresh must be between 100 ms and one hour.")]
    public TimeSpan CatalogRefresh { get; set; } = TimeSpan.FromSeconds(2);
}

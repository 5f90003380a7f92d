using System.ComponentModel.DataAnnotations;
using Triggers.Git.Repositories;

namespace Triggers.Git;

/// <summary>What can be set of the git trigger: section <c>Git</c> of the configuration.</summary>
public sealed class GitTriggerOptions : IValidatableObject
{
    /// <summary>The configuration section these settings are read from.</summary>
    public const string Section = "Git";

    /// <summary>Where it listens unless set.</summary>
    public const string DefaultUrl = "http://127.0.0.1:3003";

    private const int LargestBody = 100 * 1024 * 1024;
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestArchive = TimeSpan.FromDays(3650);

    /// <summary>The address it listens on; default <c>http://127.0.0.1:3003</c>.</summary>
    public string Url { get; set; } = DefaultUrl;

    /// <summary>
    /// The largest delivery in bytes; default 25 MB, which is the most that GitHub sends.
    /// https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap
    /// </summary>
    public int MaximumBodyBytes { get; set; } = 25 * 1024 * 1024;

    /// <summary>How often repositories with a read URL are asked for their references; default never but at start and after a gap.</summary>
    public TimeSpan? Poll { get; set; }

    /// <summary>How long a delivery is remembered, so that the same one sent again runs nothing; default 7 days.</summary>
    public TimeSpan DeliveryMemory { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long the bodies of deliveries are kept as they came, under their events' ids; default not at all.</summary>
    public TimeSpan? Archive { get; set; }

    /// <summary>The repositories, by the name they have in the template and in the address <c>/git/NAME</c>.</summary>
    public Dictionary<string, GitRepositoryOptions> Repositories { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks what attributes cannot, or cannot say with the value.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaximumBodyBytes is < 1 or > LargestBody)
        {
            yield return new ValidationResult($"Git:MaximumBodyBytes must be 1 to {LargestBody}, was {MaximumBodyBytes}.");
        }

        if (Poll < ShortestPoll || Poll > LongestPoll)
        {
            yield return new ValidationResult($"Git:Poll must be {ShortestPoll} to {LongestPoll}, was {Poll}.");
        }

        if (DeliveryMemory < TimeSpan.Zero || DeliveryMemory > TimeSpan.FromDays(365))
        {
            yield return new ValidationResult($"Git:DeliveryMemory must be 0 to 365 days, was {DeliveryMemory}.");
        }

        if (Archive <= TimeSpan.Zero || Archive > LongestArchive)
        {
            yield return new ValidationResult($"Git:Archive must be up to {LongestArchive}, was {Archive}.");
        }

        foreach (var (name, repository) in Repositories)
        {
            foreach (var problem in repository.Problems(name))
            {
                yield return new ValidationResult(problem);
            }
        }
    }
}

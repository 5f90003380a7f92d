using System.ComponentModel.DataAnnotations;

namespace Triggers.Invoker.Delivery;

/// <summary>
/// How Event invocations are retried: section <c>Delivery</c>. Defaults are AWS's:
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
/// </summary>
public sealed class DeliveryOptions : IValidatableObject
{
    /// <summary>The configuration section these settings are read from.</summary>
    public const string Section = "Delivery";

    /// <summary>Wait before the second attempt after a function error; default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "06:00:00", ErrorMessage = "Delivery:FirstRetryDelay must be between 0 and 6 hours.")]
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Wait before the third attempt; default 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "06:00:00", ErrorMessage = "Delivery:SecondRetryDelay must be between 0 and 6 hours.")]
    public TimeSpan SecondRetryDelay { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>First wait after a throttle or a service error; doubles each time; default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00", ErrorMessage = "Delivery:ShortestBackoff must be between 10 ms and an hour.")]
    public TimeSpan ShortestBackoff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait after a throttle or a service error; default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "06:00:00", ErrorMessage = "Delivery:LongestBackoff must be between 10 ms and 6 hours.")]
    public TimeSpan LongestBackoff { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Maximum event age of functions that set none; default 6 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "06:00:00", ErrorMessage = "Delivery:MaximumEventAge must be between a second and 6 hours.")]
    public TimeSpan MaximumEventAge { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Events of one function that run at the same time, within its concurrency; default 64.</summary>
    [Range(1, 100_000, ErrorMessage = "Delivery:MaximumConcurrencyPerFunction must be 1 to 100000.")]
    public int MaximumConcurrencyPerFunction { get; set; } = 64;

    /// <summary>
    /// How long the id of an event that is over is known, so that its source may send it again without running the handler again;
    /// default 24 hours.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00", ErrorMessage = "Delivery:DuplicateWindow must be between 0 and 30 days.")]
    public TimeSpan DuplicateWindow { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long dead events are kept for <c>triggers dead</c>; default 14 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00", ErrorMessage = "Delivery:KeepDead must be between 0 and 365 days.")]
    public TimeSpan KeepDead { get; set; } = TimeSpan.FromDays(14);

    /// <summary>
    /// HTTP endpoints that stand for queues, topics and buses in the ARNs of destinations and dead-letter queues, by the name at the ARN's
    /// end: <c>Delivery:Targets:orders-failed=http://127.0.0.1:8080/failed</c>.
    /// </summary>
    public Dictionary<string, string> Targets { get; } = new(StringComparer.Ordinal);

    /// <summary>Events that wait over all functions before new ones are refused with 503; default 1,000,000.</summary>
    [Range(1, 100_000_000, ErrorMessage = "Delivery:MaximumQueuedEvents must be 1 to 100000000.")]
    public int MaximumQueuedEvents { get; set; } = 1_000_000;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Targets
        .Where(target => !Uri.TryCreate(target.Value, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        .Select(target => new ValidationResult($"Delivery:Targets:{target.Key} must be an address like http://127.0.0.1:8080/failed, was '{target.Value}'."));
}

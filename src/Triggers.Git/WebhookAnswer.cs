using System.Text.Json.Serialization;

namespace Triggers.Git;

/// <summary>What a sender is told.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Message">A sentence for whoever looks at the host's list of deliveries.</param>
internal sealed record WebhookAnswer([property: JsonIgnore] int Status, string Message)
{
    /// <summary>The id of the event that was made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EventId { get; init; }

    /// <summary>When to send again.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }
}

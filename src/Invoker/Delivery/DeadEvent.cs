using System.Text.Json;

namespace Triggers.Invoker.Delivery;

/// <summary>An event that failed for good.</summary>
public sealed record DeadEvent
{
    /// <summary>Its request id.</summary>
    public required string Id { get; init; }

    /// <summary>The function it was for.</summary>
    public required string Function { get; init; }

    /// <summary>Why: <c>RetriesExhausted</c>, <c>EventAgeExceeded</c>, <c>ZeroReservedConcurrency</c>, <c>RecursiveLoop</c> or <c>NotRunnable</c>.</summary>
    public required string Condition { get; init; }

    /// <summary>Times the handler ran.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>When it died.</summary>
    public required DateTimeOffset DiedAt { get; init; }

    /// <summary>The event; not in lists.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>What the last attempt answered, an error document as a rule; not in lists.</summary>
    public JsonElement? Response { get; init; }

    internal static DeadEvent From(EventRow row) => new()
    {
        Id = row.Id,
        Function = row.Function,
        Condition = row.Condition ?? "",
        Attempts = (int)row.Attempts,
        AcceptedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.AcceptedAt),
        DiedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.DueAt),
        Payload = Read(row.Payload),
        Response = Read(row.ResultPayload),
    };

    // A custom runtime may answer with what is no JSON: it is shown as a string.
    private static JsonElement? Read(byte[]? document)
    {
        if (document is null)
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(document);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(System.Text.Encoding.UTF8.GetString(document), DeliveryJson.Default.String);
        }
    }
}

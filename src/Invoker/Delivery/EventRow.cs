using Triggers.Contracts;

namespace Triggers.Invoker.Delivery;

/// <summary>A row of the table of events.</summary>
internal sealed record EventRow
{
    public required string Id { get; init; }

    public required string Function { get; init; }

    public string? Qualifier { get; init; }

    public string? TraceId { get; init; }

    public required long AcceptedAt { get; init; }

    public required long DueAt { get; init; }

    public long Attempts { get; init; }

    public long Refusals { get; init; }

    public string? Condition { get; init; }

    public byte[]? Payload { get; init; }

    public string? ResultVersion { get; init; }

    public string? ResultError { get; init; }

    public byte[]? ResultPayload { get; init; }

    /// <summary>The event as it is delivered; its content is fetched when it runs if the row was read without.</summary>
    public QueuedEvent ToEvent() => new()
    {
        Request = new InvocationRequest
        {
            RequestId = Id,
            Function = new FunctionReference(Function) { Qualifier = Qualifier },
            Payload = Payload,
            TraceId = TraceId,
            AcceptedAt = DateTimeOffset.FromUnixTimeMilliseconds(AcceptedAt),
        },
        AcceptedAt = DateTimeOffset.FromUnixTimeMilliseconds(AcceptedAt),
        Attempts = (int)Attempts,
        Refusals = (int)Refusals,
        IsContentStored = Payload is null,
        LastResult = ResultVersion is null
            ? null
            : new InvocationResult { RequestId = Id, Payload = ResultPayload, ExecutedVersion = ResultVersion, FunctionError = ResultError },
    };
}

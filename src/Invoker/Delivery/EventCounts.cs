namespace Triggers.Invoker.Delivery;

/// <summary>What the table of events holds of a function.</summary>
internal sealed record EventCounts
{
    public required string Function { get; init; }

    public required long Unfinished { get; init; }

    public required long Delayed { get; init; }

    public required long Dead { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long? Oldest { get; init; }
}

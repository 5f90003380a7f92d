using Triggers.Contracts;

namespace Triggers.Invoker.Delivery;

/// <summary>An Event invocation that was accepted, and what has been tried so far.</summary>
internal sealed record QueuedEvent
{
    /// <summary>The invocation; its id is the same on every attempt.</summary>
    public required InvocationRequest Request { get; init; }

    /// <summary>Since when its age counts.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Times the handler has run.</summary>
    public int Attempts { get; init; }

    /// <summary>Throttles and service errors in a row; these are not attempts.</summary>
    public int Refusals { get; init; }

    /// <summary>What the last attempt gave, or null.</summary>
    public InvocationResult? LastResult { get; init; }

    /// <summary>True when payload and last result are in the database only: what waits long takes no memory.</summary>
    public bool IsContentStored { get; init; }

    /// <summary>The event without its content, which is in the database.</summary>
    public QueuedEvent WithoutContent() => this with { Request = Request with { Payload = default }, LastResult = null, IsContentStored = true };
}

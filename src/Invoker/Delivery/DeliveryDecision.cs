namespace Triggers.Invoker.Delivery;

/// <summary>What becomes of an event now.</summary>
/// <param name="Event">The event with its counts brought up to date.</param>
/// <param name="Condition">The outcome when it is over (<see cref="DeliveryConditions"/>), or null when it is tried again.</param>
/// <param name="Delay">How long to wait before it is tried again.</param>
internal readonly record struct DeliveryDecision(QueuedEvent Event, string? Condition, TimeSpan Delay)
{
    /// <summary>True when the function was throttled: all its events wait, not this one alone.</summary>
    public bool IsThrottled { get; init; }

    /// <summary>True when nothing more will be tried.</summary>
    public bool IsOver => Condition is not null;
}

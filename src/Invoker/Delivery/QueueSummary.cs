namespace Triggers.Invoker.Delivery;

/// <summary>The events of one function, as numbers.</summary>
/// <param name="Function">The function.</param>
/// <param name="Waiting">Events that could run now and wait for the function's concurrency.</param>
/// <param name="Running">Events whose attempt runs.</param>
/// <param name="Delayed">Events that wait for the time of their next attempt.</param>
/// <param name="Dead">Events that failed for good and are kept (<c>triggers dead</c>).</param>
/// <param name="OldestAcceptedAt">When the oldest of those that are not over was accepted; null = there is none.</param>
public sealed record QueueSummary(string Function, int Waiting, int Running, int Delayed, int Dead, DateTimeOffset? OldestAcceptedAt);

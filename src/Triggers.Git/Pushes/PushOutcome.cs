namespace Triggers.Git.Pushes;

/// <summary>What became of a delivery.</summary>
/// <param name="EventId">The event's id.</param>
/// <param name="Invocations">How many invocations were handed over.</param>
/// <param name="Reason">Why there were none.</param>
internal sealed record PushOutcome(string EventId, int Invocations, string? Reason);

namespace Triggers.Invoker.Delivery;

/// <summary>How many dead events something was done with.</summary>
/// <param name="Events">The number.</param>
public sealed record DeadEventCount(int Events);

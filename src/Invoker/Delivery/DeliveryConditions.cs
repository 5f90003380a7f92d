namespace Triggers.Invoker.Delivery;

/// <summary>How an event ended: the <c>condition</c> of a destination record.</summary>
internal static class DeliveryConditions
{
    public const string Success = "Success";

    public const string RetriesExhausted = "RetriesExhausted";

    public const string EventAgeExceeded = "EventAgeExceeded";

    public const string ZeroReservedConcurrency = "ZeroReservedConcurrency";

    /// <summary>Ours, for AWS names none: the function stood 16 times in the chain of calls that led to the event.</summary>
    public const string RecursiveLoop = "RecursiveLoop";

    /// <summary>Ours: the function was deleted before the event could run, or refuses it for good. Only in the list of dead events.</summary>
    public const string NotRunnable = "NotRunnable";
}

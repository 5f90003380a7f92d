namespace Triggers.Invoker.Delivery;

/// <summary>How an event ended: the <c>condition</c> of a destination record.</summary>
internal static class DeliveryConditions
{
    public const string Success = "Success";

    public const string RetriesExhausted = "RetriesExhausted";

    public const string EventAgeExceeded = "EventAgeExceeded";

    public const string ZeroReservedConcurrency = "ZeroReservedConcurrency";
}

namespace Triggers.Invoker.Api.Shapes;

/// <summary>Reserved concurrency: request and answer.</summary>
internal sealed record ConcurrencyShape
{
    /// <summary>How many; absent = none reserved.</summary>
    public int? ReservedConcurrentExecutions { get; init; }
}

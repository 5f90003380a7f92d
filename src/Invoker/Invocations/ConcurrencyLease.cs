namespace Triggers.Invoker.Invocations;

/// <summary>One invocation's share of the concurrency, given back when disposed.</summary>
internal readonly struct ConcurrencyLease(ConcurrencyCounter counter) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => counter.Leave();
}

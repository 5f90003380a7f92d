namespace Triggers.Invoker.Environments;

/// <summary>An invocation that waits for an environment; it goes on inline, on the thread that brings one.</summary>
internal sealed class EnvironmentWaiter(long since) : TaskCompletionSource<EnvironmentLease>
{
    /// <summary>Timestamp since which it waits.</summary>
    public long Since => since;
}

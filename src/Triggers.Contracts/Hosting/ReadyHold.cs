namespace Triggers.Contracts.Hosting;

/// <summary>One reason for a <see cref="ReadyGate"/> to be closed.</summary>
internal sealed class ReadyHold(ReadyGate gate) : IDisposable
{
    public void Dispose() => gate.Release(this);
}

using Triggers.Invoker.Sandbox;

namespace Triggers.Invoker.Environments;

/// <summary>The most memory a process has held, read now and then: reading it costs more than a short invocation.</summary>
internal sealed class PeakMemory(TimeProvider time)
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(1);
    private long readAt;

    /// <summary>Bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Brings it up to date if it is older than a second.</summary>
    public void Read(IBoxedProcess process)
    {
        var now = time.GetTimestamp();
        if (Bytes == 0 || time.GetElapsedTime(readAt, now) >= ReadEvery)
        {
            Bytes = Math.Max(Bytes, process.ReadPeakMemory());
            readAt = now;
        }
    }
}

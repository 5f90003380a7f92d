using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace Triggers.Contracts.Hosting;

/// <summary>
/// Whether this process wants requests: not before it has started, not while somebody holds it back, and no more once it is told
/// to stop. Whoever has something to finish first says so: <c>using (gate.Hold("The templates are being deployed."))</c>.
/// </summary>
public sealed class ReadyGate(IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<ReadyHold, string> holds = new();

    /// <summary>Whether requests are wanted.</summary>
    public bool IsOpen => WhyClosed() is null;

    /// <summary>Keeps the gate closed until the answer is disposed.</summary>
    /// <param name="reason">A sentence for whoever asks <c>/readyz</c>.</param>
    public IDisposable Hold(string reason)
    {
        var hold = new ReadyHold(this);
        holds[hold] = reason;
        return hold;
    }

    /// <summary>Waits until requests are wanted; false when they still are not after <paramref name="longest"/>.</summary>
    public async Task<bool> WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        while (!IsOpen)
        {
            if (clock.GetElapsedTime(began) >= longest)
            {
                return false;
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }

        return true;
    }

    /// <summary>The sentence why requests are not wanted; null when they are.</summary>
    public string? WhyClosed() =>
        lifetime.ApplicationStopping.IsCancellationRequested ? "The process is stopping."
        : !lifetime.ApplicationStarted.IsCancellationRequested ? "The process is starting."
        : holds.Values.FirstOrDefault();

    internal void Release(ReadyHold hold) => holds.TryRemove(hold, out _);
}

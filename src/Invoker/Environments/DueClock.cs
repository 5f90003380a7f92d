namespace Triggers.Invoker.Environments;

/// <summary>
/// One alarm clock for all environments: whoever has something due says when, and the one loop that waits is woken for the
/// earliest. (No timer per environment, no polling.)
/// </summary>
internal sealed class DueClock(TimeProvider time)
{
    private readonly Lock gate = new();
    private long planned = long.MaxValue;
    private TaskCompletionSource earlier = New();

    /// <summary>Something is due at this timestamp. Cheap when something else is due before.</summary>
    public void NoteDue(long timestamp)
    {
        if (timestamp >= Volatile.Read(ref planned))
        {
            return;
        }

        lock (gate)
        {
            if (timestamp < planned)
            {
                planned = timestamp;
                earlier.TrySetResult();
            }
        }
    }

    /// <summary>Waits until the earliest of what was noted is due; what is noted later counts for the next wait.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TaskCompletionSource signal;
            long until;
            lock (gate)
            {
                until = planned;
                if (until <= time.GetTimestamp())
                {
                    planned = long.MaxValue;
                    return;
                }

                signal = earlier = New();
            }

            if (until == long.MaxValue)
            {
                await signal.Task.WaitAsync(cancellationToken);
                continue;
            }

            // Rounded up: waking before it is due would mean waking twice.
            var delay = time.GetElapsedTime(time.GetTimestamp(), until) + TimeSpan.FromMilliseconds(1);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(signal.Task, Task.Delay(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, time, stop.Token));
            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

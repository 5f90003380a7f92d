namespace Triggers.Invoker.Delivery;

/// <summary>
/// Delivers the events of one function: as many at once as it may, a pause when it is throttled, and no other function waits
/// for it.
/// </summary>
/// <param name="run">Runs one event and decides what becomes of it; never throws.</param>
/// <param name="backoff">How long to leave the function alone after so many throttles in a row.</param>
/// <param name="maximumAtOnce">Events that may run at the same time.</param>
/// <param name="time">The clock.</param>
internal sealed class FunctionDelivery(
    Func<QueuedEvent, Task<DeliveryDecision>> run, Func<int, TimeSpan> backoff, int maximumAtOnce, TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();
    private readonly EventQueue queue = new();
    private QueuedEvent? held;
    private int running;
    private int refusals;
    private DateTimeOffset pausedUntil;
    private ITimer? timer;
    private bool isStopped;

    /// <summary>Events that wait.</summary>
    public int Waiting => queue.Count + (Volatile.Read(ref held) is null ? 0 : 1);

    /// <summary>Events that run now.</summary>
    public int Running => Volatile.Read(ref running);

    /// <summary>Adds an event.</summary>
    public void Add(QueuedEvent queued)
    {
        queue.Add(queued);
        Pump();
    }

    /// <summary>Adds an event that is due then.</summary>
    public void Add(QueuedEvent queued, DateTimeOffset due)
    {
        queue.Add(queued, due);
        Pump();
    }

    /// <summary>Starts no more events.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isStopped = true;
            timer?.Dispose();
        }
    }

    private void Pump()
    {
        while (TryTakeNext(out var queued))
        {
            _ = RunAsync(queued);
        }
    }

    private bool TryTakeNext(out QueuedEvent queued)
    {
        lock (gate)
        {
            queued = null!;
            var now = time.GetUtcNow();
            if (isStopped || running >= maximumAtOnce)
            {
                return false;
            }

            if (now < pausedUntil)
            {
                WakeAt(pausedUntil, now);
                return false;
            }

            DateTimeOffset? nextDue = null;
            var taken = held;
            held = null;
            if (taken is null && !queue.TryTake(now, out taken, out nextDue))
            {
                if (nextDue is { } due)
                {
                    WakeAt(due, now);
                }

                return false;
            }

            running++;
            queued = taken!;
            return true;
        }
    }

    private async Task RunAsync(QueuedEvent queued)
    {
        var decision = await run(queued);
        lock (gate)
        {
            running--;
            if (decision.IsThrottled)
            {
                // The whole function waits, not this event alone; whoever ends next gives it the room it lacked.
                refusals++;
                held ??= decision.Event;
                if (held != decision.Event)
                {
                    queue.Add(decision.Event);
                }

                pausedUntil = time.GetUtcNow() + backoff(refusals);
            }
            else
            {
                (refusals, pausedUntil) = (0, default);
                if (!decision.IsOver)
                {
                    queue.Add(decision.Event, time.GetUtcNow() + decision.Delay);
                }
            }
        }

        Pump();
    }

    private void WakeAt(DateTimeOffset due, DateTimeOffset now)
    {
        timer ??= time.CreateTimer(static state => ((FunctionDelivery)state!).Pump(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(due - now + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }
}

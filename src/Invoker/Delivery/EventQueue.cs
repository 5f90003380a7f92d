namespace Triggers.Invoker.Delivery;

/// <summary>
/// The events of one function that wait: some may run now, others are due later. Knows nothing of why.
/// </summary>
internal sealed class EventQueue
{
    private readonly Lock gate = new();
    private readonly Queue<QueuedEvent> ready = new();
    private readonly PriorityQueue<QueuedEvent, DateTimeOffset> later = new();

    /// <summary>Events that wait.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return ready.Count + later.Count;
            }
        }
    }

    /// <summary>Adds one that may run now.</summary>
    public void Add(QueuedEvent queued)
    {
        lock (gate)
        {
            ready.Enqueue(queued);
        }
    }

    /// <summary>Adds one that is due later.</summary>
    public void Add(QueuedEvent queued, DateTimeOffset due)
    {
        lock (gate)
        {
            later.Enqueue(queued, due);
        }
    }

    /// <summary>Takes the next event that may run now; else says when the next one is due (null = none waits).</summary>
    public bool TryTake(DateTimeOffset now, out QueuedEvent? taken, out DateTimeOffset? nextDue)
    {
        lock (gate)
        {
            while (later.TryPeek(out var waiting, out var due) && due <= now)
            {
                later.Dequeue();
                ready.Enqueue(waiting);
            }

            nextDue = later.TryPeek(out _, out var earliest) ? earliest : null;
            return ready.TryDequeue(out taken);
        }
    }
}

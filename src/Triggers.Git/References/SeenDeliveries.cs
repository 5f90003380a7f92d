namespace Triggers.Git.References;

/// <summary>Deliveries that were taken over, for as long as <c>Git:DeliveryMemory</c> says.</summary>
internal sealed class SeenDeliveries(TimeSpan memory)
{
    // Some 20 MB; the bus drops what comes again sooner than so many others.
    private const int Most = 200_000;

    private readonly Lock gate = new();
    private readonly HashSet<Guid> ids = [];
    private readonly Queue<(Guid Id, DateTimeOffset At)> order = [];

    /// <summary>Whether a delivery was taken over before.</summary>
    public bool Contains(Guid id)
    {
        lock (gate)
        {
            return ids.Contains(id);
        }
    }

    /// <summary>Remembers a delivery, and forgets what is too old.</summary>
    public void Add(Guid id, DateTimeOffset at)
    {
        lock (gate)
        {
            while (order.TryPeek(out var oldest) && (order.Count >= Most || oldest.At < at - memory))
            {
                ids.Remove(order.Dequeue().Id);
            }

            if (ids.Add(id))
            {
                order.Enqueue((id, at));
            }
        }
    }
}

using System.Collections.Immutable;

namespace Triggers.Contracts;

/// <summary>
/// The event sources in force, as an immutable snapshot that is swapped when a deployment changes them. The invoker's control
/// side publishes, triggers read.
/// </summary>
public sealed class EventSourceCatalog
{
    private readonly Lock gate = new();
    private readonly List<Action<ImmutableArray<EventSource>>> watchers = [];
    private ImmutableArray<EventSource> current = [];

    /// <summary>Everything that is deployed, in order of deployment.</summary>
    public ImmutableArray<EventSource> Current
    {
        get
        {
            lock (gate)
            {
                return current;
            }
        }
    }

    /// <summary>Replaces the whole catalog; when it returns every watcher has seen the new snapshot.</summary>
    public void Publish(ImmutableArray<EventSource> sources)
    {
        lock (gate)
        {
            current = sources;
            foreach (var watcher in watchers)
            {
                watcher(sources);
            }
        }
    }

    /// <summary>
    /// Calls <paramref name="onChange"/> now and after every change, with the snapshot of that moment; one call at a time. It must
    /// be quick and must not throw.
    /// </summary>
    public void Watch(Action<ImmutableArray<EventSource>> onChange)
    {
        lock (gate)
        {
            watchers.Add(onChange);
            onChange(current);
        }
    }
}

using System.Collections.Concurrent;

namespace Triggers.Invoker.Sandbox;

/// <summary>
/// One thread that waits on many descriptors and calls whoever watches the one something happened on: the pidfds, the outputs and
/// the Runtime API sockets of all processes. Not .NET's sockets, which cannot hold a pidfd or a pipe and which would be woken each
/// time a runtime has read what was sent to it.
/// </summary>
internal sealed class DescriptorLoop : IDisposable
{
    private const int EventsAtOnce = 64;
    private const long WakeId = 0;
    private readonly OwnedDescriptor epoll = LinuxEpoll.Create();
    private readonly OwnedDescriptor wake = LinuxNative.CreateEvent();
    private readonly ConcurrentDictionary<long, Action<long, uint>> watchers = new();
    private long lastId = WakeId;
    private volatile bool isStopped;

    public DescriptorLoop()
    {
        LinuxEpoll.Add(epoll, wake, LinuxEpoll.Readable, WakeId);
        new Thread(Run) { IsBackground = true, Name = "descriptor loop" }.Start();
    }

    /// <summary>Calls <paramref name="onEvent"/>, on the loop's thread, with its number and what happened on it. That must not throw.</summary>
    /// <returns>Its number here.</returns>
    public long Watch(OwnedDescriptor descriptor, uint events, Action<long, uint> onEvent)
    {
        var id = Interlocked.Increment(ref lastId);
        watchers[id] = onEvent;
        LinuxEpoll.Add(epoll, descriptor, events, id);
        return id;
    }

    /// <summary>Watches it for other events from now on; what already is so is told once more.</summary>
    public void Change(OwnedDescriptor descriptor, long id, uint events) => LinuxEpoll.Change(epoll, descriptor, events, id);

    /// <summary>No calls for it any more, but for one that is under way. Closing the descriptor ends the watching itself.</summary>
    public void Forget(long id) => watchers.TryRemove(id, out _);

    /// <inheritdoc/>
    public void Dispose()
    {
        isStopped = true;
        LinuxNative.Signal(wake);
    }

    private void Run()
    {
        Span<byte> events = stackalloc byte[EventsAtOnce * LinuxEpoll.EventSize];
        while (!isStopped)
        {
            var count = LinuxEpoll.Wait(epoll, events);
            for (var i = 0; i < count; i++)
            {
                var (happened, id) = LinuxEpoll.Read(events, i);
                if (watchers.TryGetValue(id, out var onEvent))
                {
                    onEvent(id, happened);
                }
            }
        }

        epoll.Dispose();
        wake.Dispose();
    }
}

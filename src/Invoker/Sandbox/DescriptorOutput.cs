namespace Triggers.Invoker.Sandbox;

/// <summary>Output that comes through a pipe. The loop is asked to look only while somebody waits: busy writers wake nobody.</summary>
internal sealed class DescriptorOutput : IProcessOutput, IDisposable
{
    private const uint Once = LinuxEpoll.Readable | LinuxEpoll.Once;
    private readonly DescriptorLoop loop;
    private readonly OwnedDescriptor pipe;
    private readonly long id;
    private TaskCompletionSource? waiter;

    public DescriptorOutput(DescriptorLoop loop, OwnedDescriptor pipe)
    {
        (this.loop, this.pipe) = (loop, pipe);

        // Armed by the first wait; an end that is told before finds nobody and is told again then.
        id = loop.Watch(pipe, LinuxEpoll.Once, (_, _) => Volatile.Read(ref waiter)?.TrySetResult());
    }

    /// <inheritdoc/>
    public ValueTask WaitAsync()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref waiter, told);
        try
        {
            loop.Change(pipe, id, Once);
        }
        catch (ObjectDisposedException)
        {
            // TryRead says that nothing will come any more.
            return default;
        }

        return new ValueTask(told.Task);
    }

    /// <inheritdoc/>
    public int TryRead(Span<byte> buffer)
    {
        try
        {
            // At the end a pipe gives nothing for ever.
            var read = LinuxNative.Read(pipe, buffer);
            return read == 0 ? -1 : Math.Max(read, 0);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return -1;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        loop.Forget(id);
        pipe.Dispose();
        Volatile.Read(ref waiter)?.TrySetResult();
    }
}

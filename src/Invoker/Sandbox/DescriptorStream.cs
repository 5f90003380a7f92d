using System.Threading.Tasks.Sources;

namespace Triggers.Invoker.Sandbox;

/// <summary>
/// Two pipes, one to read and one to write, through a <see cref="DescriptorLoop"/>. Whoever waits for bytes goes on right on the
/// loop's thread. One reader and one writer at a time.
/// </summary>
internal sealed class DescriptorStream : Stream, IValueTaskSource<int>
{
    private const uint Reading = LinuxEpoll.Readable | LinuxEpoll.Edge;
    private const uint Writing = LinuxEpoll.Writable | LinuxEpoll.Once;
    private const int Idle = 0;
    private const int Told = 1;
    private const int Waiting = 2;
    private const int Ended = 3;
    private readonly DescriptorLoop loop;
    private readonly OwnedDescriptor source;
    private readonly OwnedDescriptor sink;
    private readonly long sourceId;
    private readonly long sinkId;
    private ManualResetValueTaskSourceCore<int> read;
    private Memory<byte> wanted;
    private int state = Told;
    private volatile bool isGone;
    private TaskCompletionSource? writable;

    public DescriptorStream(DescriptorLoop loop, OwnedDescriptor source, OwnedDescriptor sink)
    {
        (this.loop, this.source, this.sink) = (loop, source, sink);
        sourceId = loop.Watch(source, Reading, OnReadable);

        // Armed when something does not fit.
        sinkId = loop.Watch(sink, LinuxEpoll.Once, (_, _) => Volatile.Read(ref writable)?.TrySetResult());
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Told is taken back before the look, so that what comes after the look is told again.
        while (Interlocked.CompareExchange(ref state, Idle, Told) == Told)
        {
            if (TryRead(buffer) is >= 0 and var count)
            {
                return ValueTask.FromResult(count);
            }
        }

        read.Reset();
        wanted = buffer;
        var now = Interlocked.CompareExchange(ref state, Waiting, Idle);
        return now == Idle ? new ValueTask<int>(this, read.Version)
            : now == Told ? ReadAsync(buffer, cancellationToken)
            : ValueTask.FromException<int>(new ObjectDisposedException(nameof(DescriptorStream)));
    }

    /// <summary>Sends all of it.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var written = LinuxNative.Write(sink, buffer.Span);
        return written == buffer.Length ? default : WriteRestAsync(buffer[Math.Max(written, 0)..]);
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    int IValueTaskSource<int>.GetResult(short token) => read.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => read.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        read.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        loop.Forget(sourceId);
        loop.Forget(sinkId);
        source.Dispose();
        sink.Dispose();
        if (Interlocked.Exchange(ref state, Ended) == Waiting)
        {
            read.SetException(new ObjectDisposedException(nameof(DescriptorStream)));
        }

        Volatile.Read(ref writable)?.TrySetResult();
        base.Dispose(disposing);
    }

    private void OnReadable(long number, uint happened)
    {
        if ((happened & LinuxEpoll.Gone) != 0)
        {
            isGone = true;
        }

        if (Interlocked.CompareExchange(ref state, Told, Idle) == Waiting)
        {
            ReadForWaiter();
        }
    }

    private void ReadForWaiter()
    {
        if (Interlocked.CompareExchange(ref state, Idle, Waiting) != Waiting)
        {
            return;
        }

        int count;
        try
        {
            count = TryRead(wanted);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            read.SetException(exception);
            return;
        }

        if (count >= 0)
        {
            read.SetResult(count);
        }
        else if (Interlocked.CompareExchange(ref state, Waiting, Idle) == Ended)
        {
            read.SetException(new ObjectDisposedException(nameof(DescriptorStream)));
        }
    }

    // -1: nothing is there. A read that does not fill the buffer has taken all, unless the end stands behind it.
    private int TryRead(Memory<byte> buffer)
    {
        var count = LinuxNative.Read(source, buffer.Span);
        if (count == buffer.Length || (count > 0 && isGone))
        {
            Interlocked.CompareExchange(ref state, Told, Idle);
        }

        return count;
    }

    private async ValueTask WriteRestAsync(ReadOnlyMemory<byte> rest)
    {
        while (!rest.IsEmpty)
        {
            var ready = new TaskCompletionSource();
            Volatile.Write(ref writable, ready);
            loop.Change(sink, sinkId, Writing);
            await ready.Task;
            rest = rest[Math.Max(LinuxNative.Write(sink, rest.Span), 0)..];
        }
    }
}

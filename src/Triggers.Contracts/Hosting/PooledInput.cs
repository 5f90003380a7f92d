using System.IO.Pipelines;

namespace Triggers.Contracts.Hosting;

/// <summary>
/// A connection's input whose reader goes on in the thread pool and not on the thread that read the socket: for doors whose requests
/// may wait for a disk or a database, which must not hold up the other connections of that thread.
/// </summary>
internal sealed class PooledInput(PipeReader inner) : PipeReader
{
    /// <inheritdoc/>
    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var read = inner.ReadAsync(cancellationToken);
        return read.IsCompleted ? read : WaitAsync(read);

        static async ValueTask<ReadResult> WaitAsync(ValueTask<ReadResult> read)
        {
            var result = await read;
            await Task.Yield();
            return result;
        }
    }

    /// <inheritdoc/>
    public override bool TryRead(out ReadResult result) => inner.TryRead(out result);

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

    /// <inheritdoc/>
    public override void CancelPendingRead() => inner.CancelPendingRead();

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    /// <inheritdoc/>
    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
}

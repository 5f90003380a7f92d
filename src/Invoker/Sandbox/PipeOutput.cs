using System.Threading.Channels;

namespace Triggers.Invoker.Sandbox;

/// <summary>Output that comes over two pipes.</summary>
internal sealed class PipeOutput : IProcessOutput
{
    private const int ChunksAhead = 64;
    private readonly Channel<ReadOnlyMemory<byte>> chunks = Channel.CreateBounded<ReadOnlyMemory<byte>>(ChunksAhead);
    private ReadOnlyMemory<byte> rest;

    public PipeOutput(Stream output, Stream error) => _ = CompleteAsync(CopyAsync(output), CopyAsync(error));

    /// <inheritdoc/>
    public async ValueTask WaitAsync()
    {
        if (rest.IsEmpty)
        {
            await chunks.Reader.WaitToReadAsync();
        }
    }

    /// <inheritdoc/>
    public int TryRead(Span<byte> buffer)
    {
        if (rest.IsEmpty && !chunks.Reader.TryRead(out rest))
        {
            return chunks.Reader.Completion.IsCompleted ? -1 : 0;
        }

        var read = Math.Min(rest.Length, buffer.Length);
        rest.Span[..read].CopyTo(buffer);
        rest = rest[read..];
        return read;
    }

    private async Task CompleteAsync(Task output, Task error)
    {
        await Task.WhenAll(output, error);
        chunks.Writer.Complete();
    }

    private async Task CopyAsync(Stream stream)
    {
        try
        {
            var buffer = new byte[8192];
            int read;
            while ((read = await stream.ReadAsync(buffer)) > 0)
            {
                await chunks.Writer.WriteAsync(buffer.AsSpan(0, read).ToArray());
            }
        }
        catch (IOException)
        {
            // The pipe broke with the process.
        }
    }
}

using System.Buffers;
using System.Buffers.Text;

namespace Triggers.Invoker.RuntimeApi;

/// <summary>What a runtime has sent and nobody has read yet; reads bodies of known length and chunked ones.</summary>
internal sealed class RuntimeInbox(Stream stream)
{
    private const int FirstSize = 8 * 1024;

    // A body that is too large is read past, so that the runtime gets to hear it and lives on; beyond this it is cut off.
    private const long LongestDropped = 1L << 30;
    private byte[] buffer = new byte[FirstSize];
    private int start;
    private int end;

    /// <summary>The bytes that are here.</summary>
    public ReadOnlySpan<byte> Received => buffer.AsSpan(start, end - start);

    /// <summary>Waits for more bytes.</summary>
    /// <returns>False at the end of the connection.</returns>
    public async ValueTask<bool> ReceiveAsync()
    {
        MakeRoom();
        var read = await stream.ReadAsync(buffer.AsMemory(end));
        end += read;
        return read > 0;
    }

    /// <summary>Drops bytes that were read.</summary>
    public void Skip(int count)
    {
        start += count;
        if (start == end)
        {
            start = end = 0;
        }
    }

    /// <summary>Reads a body of <paramref name="length"/> bytes.</summary>
    public async ValueTask<RuntimeBody> ReadAsync(long length)
    {
        if (length > RuntimeLimits.LongestResponse)
        {
            await DropAsync(length);
            return new RuntimeBody(default, IsTooLarge: true);
        }

        var body = GC.AllocateUninitializedArray<byte>((int)length);
        var have = Math.Min(body.Length, end - start);
        buffer.AsSpan(start, have).CopyTo(body);
        Skip(have);
        while (have < body.Length)
        {
            var read = await stream.ReadAsync(body.AsMemory(have));
            have += read > 0 ? read : throw new InvalidDataException("The body ends early.");
        }

        return new RuntimeBody(body, IsTooLarge: false);
    }

    /// <summary>Reads a chunked body and its trailers.</summary>
    public async ValueTask<RuntimeBody> ReadChunkedAsync()
    {
        var body = new ArrayBufferWriter<byte>();
        var isTooLarge = false;
        while (true)
        {
            var size = ParseChunkSize(await ReadLineAsync());
            if (size == 0)
            {
                while ((await ReadLineAsync()).Length > 0)
                {
                }

                return new RuntimeBody(isTooLarge ? default : body.WrittenMemory, isTooLarge);
            }

            isTooLarge |= body.WrittenCount + size > RuntimeLimits.LongestResponse;
            if (isTooLarge)
            {
                await DropAsync(size);
            }
            else
            {
                body.Write((await ReadAsync(size)).Bytes.Span);
            }

            if ((await ReadLineAsync()).Length > 0)
            {
                throw new InvalidDataException("A chunk is longer than it says.");
            }
        }
    }

    private static long ParseChunkSize(byte[] line)
    {
        var digits = line.AsSpan();
        var extension = digits.IndexOf((byte)';');
        digits = extension < 0 ? digits : digits[..extension];
        return Utf8Parser.TryParse(digits, out long size, out var used, 'x') && used == digits.Length && size >= 0
            ? size
            : throw new InvalidDataException("A chunk has no size.");
    }

    private async ValueTask<byte[]> ReadLineAsync()
    {
        int length;
        while ((length = Received.IndexOf("\r\n"u8)) < 0)
        {
            if (end - start > RuntimeApiHead.LongestHead || !await ReceiveAsync())
            {
                throw new InvalidDataException("A line has no end.");
            }
        }

        var line = Received[..length].ToArray();
        Skip(length + 2);
        return line;
    }

    private async ValueTask DropAsync(long length)
    {
        if (length > LongestDropped)
        {
            throw new InvalidDataException("The body is too large.");
        }

        while (length > 0)
        {
            if (start == end && !await ReceiveAsync())
            {
                throw new InvalidDataException("The body ends early.");
            }

            var dropped = (int)Math.Min(length, end - start);
            Skip(dropped);
            length -= dropped;
        }
    }

    private void MakeRoom()
    {
        if (end < buffer.Length)
        {
            return;
        }

        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
        }
        else
        {
            Array.Resize(ref buffer, 2 * buffer.Length);
        }

        (start, end) = (0, end - start);
    }
}

using System.Buffers.Text;

namespace Triggers.Invoker.Logs;

/// <summary>
/// The log of one execution environment. What is appended is in memory at once and on disk within a moment; every line in the
/// file starts with the time it was seen (the tail that callers get does not, as on AWS).
/// </summary>
internal sealed class LogStream : IDisposable
{
    private const int FlushSize = 32 * 1024;
    private const int LongestTail = 4 * 1024;
    private const int StampLength = 25;
    private readonly Lock gate = new();
    private readonly LogFiles files;
    private readonly LogFile file;
    private readonly TimeProvider time;
    private readonly byte[] stamp = new byte[StampLength];
    private long stampedAt;
    private byte[] pending = new byte[1024];
    private int pendingLength;
    private byte[]? tail;
    private long tailLength;
    private bool isInLine;
    private bool isDirty;

    public LogStream(LogFiles files, string group, string name, TimeProvider time)
    {
        (this.files, this.time, Group, Name) = (files, time, group, name);
        file = files.Open(group, name);
    }

    /// <summary>The log group, <c>/aws/lambda/{name}</c>.</summary>
    public string Group { get; }

    /// <summary>The stream's name within the group.</summary>
    public string Name { get; }

    /// <summary>From here on the last 4 KB are kept for <see cref="TakeTail"/>.</summary>
    public void StartTail()
    {
        lock (gate)
        {
            tail = new byte[LongestTail];
            tailLength = 0;
        }
    }

    /// <summary>The last 4 KB since <see cref="StartTail"/>; empty when there was none.</summary>
    public byte[] TakeTail()
    {
        lock (gate)
        {
            if (tail is null)
            {
                return [];
            }

            var length = (int)Math.Min(tailLength, LongestTail);
            var split = (int)(tailLength % LongestTail);
            byte[] taken = tailLength <= LongestTail ? tail[..length] : [.. tail[split..], .. tail[..split]];
            tail = null;
            return taken;
        }
    }

    /// <summary>Adds text; it may hold several lines, or a piece of one.</summary>
    public void Append(ReadOnlySpan<byte> text)
    {
        var becameDirty = false;
        lock (gate)
        {
            KeepTail(text);
            while (text.Length > 0)
            {
                if (!isInLine)
                {
                    Add(Stamp());
                }

                var end = text.IndexOf((byte)'\n') + 1;
                var piece = end > 0 ? text[..end] : text;
                isInLine = end <= 0;
                Add(piece);
                text = text[piece.Length..];
            }

            if (pendingLength >= FlushSize)
            {
                WritePending();
            }
            else if (pendingLength > 0 && !isDirty)
            {
                becameDirty = isDirty = true;
            }
        }

        if (becameDirty)
        {
            files.FlushSoon(this);
        }
    }

    /// <summary>Writes what is pending to disk.</summary>
    public void Flush()
    {
        lock (gate)
        {
            isDirty = false;
            WritePending();
        }
    }

    /// <summary>Writes what is pending and closes the file.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            WritePending();
            file.Dispose();
        }
    }

    private void KeepTail(ReadOnlySpan<byte> text)
    {
        if (tail is null)
        {
            return;
        }

        if (text.Length > LongestTail)
        {
            tailLength += text.Length - LongestTail;
            text = text[^LongestTail..];
        }

        var at = (int)(tailLength % LongestTail);
        var first = Math.Min(text.Length, LongestTail - at);
        text[..first].CopyTo(tail.AsSpan(at));
        text[first..].CopyTo(tail);
        tailLength += text.Length;
    }

    private ReadOnlySpan<byte> Stamp()
    {
        var now = time.GetUtcNow();
        var milliseconds = now.ToUnixTimeMilliseconds();
        if (milliseconds != stampedAt)
        {
            // "O" is yyyy-MM-ddTHH:mm:ss.fffffffZ; the milliseconds are kept.
            Span<byte> whole = stackalloc byte[40];
            Utf8Formatter.TryFormat(now.UtcDateTime, whole, out _, 'O');
            whole[..23].CopyTo(stamp);
            "Z "u8.CopyTo(stamp.AsSpan(23));
            stampedAt = milliseconds;
        }

        return stamp;
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        if (pendingLength + bytes.Length > pending.Length)
        {
            Array.Resize(ref pending, Math.Max(2 * pending.Length, pendingLength + bytes.Length));
        }

        bytes.CopyTo(pending.AsSpan(pendingLength));
        pendingLength += bytes.Length;
    }

    private void WritePending()
    {
        if (pendingLength > 0)
        {
            file.Write(pending.AsSpan(0, pendingLength));
            pendingLength = 0;
        }
    }
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Triggers.Http.Requests;

/// <summary>
/// Where an event is written: a buffer and a writer of each thread, used again. What is handed out is always memory of its own
/// that nobody reuses, since an invocation may outlive the request that made it.
/// </summary>
internal sealed class EventBuffer : IBufferWriter<byte>
{
    private const int InitialSize = 8 * 1024;
    private const int LargestKept = 64 * 1024;

    private static readonly JsonWriterOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static EventBuffer? ofThisThread;

    private byte[] bytes = new byte[InitialSize];
    private int written;

    private EventBuffer() => Writer = new Utf8JsonWriter(this, Json);

    public Utf8JsonWriter Writer { get; }

    /// <summary>This thread's buffer, empty. It must be used up before the thread does anything else.</summary>
    /// <param name="expected">How large the event will be at least.</param>
    public static EventBuffer Take(int expected)
    {
        var buffer = ofThisThread ??= new EventBuffer();
        buffer.written = 0;
        buffer.Writer.Reset();
        buffer.GetMemory(expected);
        return buffer;
    }

    /// <summary>What was written, as memory of its own.</summary>
    public ReadOnlyMemory<byte> Complete()
    {
        Writer.Flush();
        if (bytes.Length <= LargestKept)
        {
            return bytes.AsSpan(0, written).ToArray();
        }

        // A large event is not copied once more: it takes the buffer with it.
        var large = bytes.AsMemory(0, written);
        bytes = new byte[InitialSize];
        return large;
    }

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var needed = written + Math.Max(sizeHint, 1);
        if (needed > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(needed, (int)Math.Min(bytes.Length * 2L, Array.MaxLength)));
        }

        return bytes.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}

using System.Buffers.Text;
using System.Text;
using Triggers.Contracts;

namespace Triggers.Invoker.RuntimeApi;

/// <summary>Writes the answer to <c>next</c>: an invocation's headers and payload. Headers without a value are left out.</summary>
internal static class NextAnswer
{
    /// <summary>Payloads up to this size travel in the same buffer as the head; longer ones are sent after it, uncopied.</summary>
    private const int LongestInline = 32 * 1024;

    private const int LongestFixedPart = 512;

    /// <summary>
    /// Writes the head, and the payload behind it if it is short, into <paramref name="buffer"/> (grown when needed) from
    /// <paramref name="offset"/> on.
    /// </summary>
    /// <returns>Bytes in the buffer, and what of the payload remains to be sent.</returns>
    public static (int Length, ReadOnlyMemory<byte> Remaining) Write(
        ref byte[] buffer, int offset, InvocationRequest request, string functionArn, string traceId, long deadlineMilliseconds)
    {
        var inline = request.Payload.Length <= LongestInline ? request.Payload : default;
        var most = offset + LongestFixedPart + inline.Length + request.RequestId.Length
            + (3 * (functionArn.Length + traceId.Length + (request.ClientContext?.Length ?? 0) + (request.CognitoIdentity?.Length ?? 0)));
        if (buffer.Length < most)
        {
            Array.Resize(ref buffer, most);
        }

        var writer = new HeadWriter(buffer.AsSpan(offset));
        writer.Add("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: "u8);
        writer.Add(request.RequestId);
        writer.Add("\r\nLambda-Runtime-Deadline-Ms: "u8);
        writer.Add(deadlineMilliseconds);
        writer.Add("\r\nLambda-Runtime-Invoked-Function-Arn: "u8);
        writer.Add(functionArn);
        writer.Add("\r\nLambda-Runtime-Trace-Id: "u8);
        writer.AddOneLine(traceId);
        if (!string.IsNullOrEmpty(request.ClientContext))
        {
            writer.Add("\r\nLambda-Runtime-Client-Context: "u8);
            writer.AddOneLine(request.ClientContext);
        }

        if (!string.IsNullOrEmpty(request.CognitoIdentity))
        {
            writer.Add("\r\nLambda-Runtime-Cognito-Identity: "u8);
            writer.AddOneLine(request.CognitoIdentity);
        }

        writer.Add("\r\nContent-Length: "u8);
        writer.Add(request.Payload.Length);
        writer.Add("\r\n\r\n"u8);
        writer.Add(inline.Span);
        return (offset + writer.Length, inline.Length == request.Payload.Length ? default : request.Payload);
    }

    private ref struct HeadWriter(Span<byte> buffer)
    {
        private readonly Span<byte> buffer = buffer;

        public int Length { get; private set; }

        public void Add(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(buffer[Length..]);
            Length += bytes.Length;
        }

        public void Add(string text) => Length += Encoding.UTF8.GetBytes(text, buffer[Length..]);

        /// <summary>Line ends become blanks: in JSON they stand between tokens only, and in a header they would end it.</summary>
        public void AddOneLine(string text)
        {
            var start = Length;
            Add(text);
            var written = buffer[start..Length];
            written.Replace((byte)'\r', (byte)' ');
            written.Replace((byte)'\n', (byte)' ');
        }

        public void Add(long number)
        {
            Utf8Formatter.TryFormat(number, buffer[Length..], out var written);
            Length += written;
        }
    }
}

using System.Buffers.Text;
using System.Text;

namespace Triggers.Invoker.RuntimeApi;

/// <summary>
/// The head of a request to the Runtime API: the part of HTTP/1.1 that runtimes use, read strictly from untrusted bytes.
/// </summary>
internal readonly ref struct RuntimeApiHead
{
    private const string Prefix = "/2018-06-01/runtime/";

    /// <summary>The longest head that is read, in bytes.</summary>
    public const int LongestHead = 32 * 1024;

    /// <summary>Which operation.</summary>
    public RuntimeApiRoute Route { get; private init; }

    /// <summary>The request id in the path, of a response or an error.</summary>
    public ReadOnlySpan<byte> RequestId { get; private init; }

    /// <summary>Bytes of the head with its empty line.</summary>
    public int Length { get; private init; }

    /// <summary>Bytes of the body; -1 when it is chunked.</summary>
    public long ContentLength { get; private init; }

    /// <summary>True when the connection ends after the answer.</summary>
    public bool IsLast { get; private init; }

    /// <summary>True when the sender waits for <c>100 Continue</c> before it sends the body.</summary>
    public bool IsContinueExpected { get; private init; }

    /// <summary>True when the response is streamed.</summary>
    public bool IsStreaming { get; private init; }

    /// <summary><c>Lambda-Runtime-Function-Error-Type</c>, or empty.</summary>
    public ReadOnlySpan<byte> ErrorType { get; private init; }

    /// <summary>Reads the head at the start of <paramref name="received"/>.</summary>
    /// <returns>False when more bytes are needed.</returns>
    /// <exception cref="InvalidDataException">The bytes are not a request.</exception>
    public static bool TryRead(ReadOnlySpan<byte> received, out RuntimeApiHead head)
    {
        head = default;
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return received.Length <= LongestHead ? false : throw new InvalidDataException("The head is too long.");
        }

        var lines = received[..(end + 2)];
        var lineEnd = lines.IndexOf("\r\n"u8);
        var request = ReadRequestLine(lines[..lineEnd]);
        var isLast = request.IsOld;
        lines = lines[(lineEnd + 2)..];
        var contentLength = 0L;
        bool hasLength = false, isChunked = false, isContinueExpected = false, isStreaming = false;
        ReadOnlySpan<byte> errorType = default;
        while (lines.Length > 0)
        {
            lineEnd = lines.IndexOf("\r\n"u8);
            var colon = lines[..lineEnd].IndexOf((byte)':');
            if (colon <= 0 || lines[0] is (byte)' ' or (byte)'\t')
            {
                throw new InvalidDataException("A header has no name.");
            }

            var name = lines[..colon];
            var value = Trim(lines[(colon + 1)..lineEnd]);
            lines = lines[(lineEnd + 2)..];
            if (Ascii.EqualsIgnoreCase(name, "content-length"u8))
            {
                if (hasLength || !Utf8Parser.TryParse(value, out contentLength, out var used) || used != value.Length || contentLength < 0)
                {
                    throw new InvalidDataException("Content-Length is not a number.");
                }

                hasLength = true;
            }
            else if (Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8))
            {
                isChunked = Ascii.EqualsIgnoreCase(value, "chunked"u8) ? true : throw new InvalidDataException("Transfer-Encoding is not chunked.");
            }
            else if (Ascii.EqualsIgnoreCase(name, "connection"u8))
            {
                isLast = Ascii.EqualsIgnoreCase(value, "close"u8) || (isLast && !Ascii.EqualsIgnoreCase(value, "keep-alive"u8));
            }
            else if (Ascii.EqualsIgnoreCase(name, "expect"u8))
            {
                isContinueExpected = Ascii.EqualsIgnoreCase(value, "100-continue"u8);
            }
            else if (Ascii.EqualsIgnoreCase(name, "lambda-runtime-function-error-type"u8))
            {
                errorType = value;
            }
            else if (Ascii.EqualsIgnoreCase(name, "lambda-runtime-function-response-mode"u8))
            {
                isStreaming = Ascii.EqualsIgnoreCase(value, "streaming"u8);
            }
        }

        if (hasLength && isChunked)
        {
            throw new InvalidDataException("Both Content-Length and Transfer-Encoding.");
        }

        head = new RuntimeApiHead
        {
            Route = request.Route,
            RequestId = request.RequestId,
            Length = end + 4,
            ContentLength = isChunked ? -1 : contentLength,
            IsLast = isLast,
            IsContinueExpected = isContinueExpected,
            IsStreaming = isStreaming,
            ErrorType = errorType,
        };
        return true;
    }

    private static RequestLine ReadRequestLine(ReadOnlySpan<byte> line)
    {
        var first = line.IndexOf((byte)' ');
        var last = line.LastIndexOf((byte)' ');
        if (first <= 0 || last <= first + 1)
        {
            throw new InvalidDataException("The request line is incomplete.");
        }

        var version = line[(last + 1)..];
        var isOld = version.SequenceEqual("HTTP/1.0"u8);
        if (!isOld && !version.SequenceEqual("HTTP/1.1"u8))
        {
            throw new InvalidDataException("The version is not HTTP/1.1.");
        }

        var path = line[(first + 1)..last];
        var isGet = line[..first].SequenceEqual("GET"u8);
        var isPost = line[..first].SequenceEqual("POST"u8);
        if (path.Length <= Prefix.Length || !Ascii.Equals(path[..Prefix.Length], Prefix))
        {
            return new RequestLine(RuntimeApiRoute.Unknown, default, isOld);
        }

        path = path[Prefix.Length..];
        if (path.SequenceEqual("invocation/next"u8))
        {
            return new RequestLine(isGet ? RuntimeApiRoute.Next : RuntimeApiRoute.WrongMethod, default, isOld);
        }

        if (path.SequenceEqual("init/error"u8))
        {
            return new RequestLine(isPost ? RuntimeApiRoute.InitError : RuntimeApiRoute.WrongMethod, default, isOld);
        }

        if (path.StartsWith("invocation/"u8))
        {
            var rest = path["invocation/".Length..];
            var slash = rest.IndexOf((byte)'/');
            var action = slash < 0 ? default : rest[(slash + 1)..];
            var route = action.SequenceEqual("response"u8) ? RuntimeApiRoute.Response
                : action.SequenceEqual("error"u8) ? RuntimeApiRoute.Error
                : RuntimeApiRoute.Unknown;
            if (route != RuntimeApiRoute.Unknown)
            {
                return new RequestLine(isPost ? route : RuntimeApiRoute.WrongMethod, rest[..slash], isOld);
            }
        }

        return new RequestLine(RuntimeApiRoute.Unknown, default, isOld);
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value) => value.Trim(" \t"u8);

    private readonly ref struct RequestLine(RuntimeApiRoute route, ReadOnlySpan<byte> requestId, bool isOld)
    {
        public RuntimeApiRoute Route { get; } = route;

        public ReadOnlySpan<byte> RequestId { get; } = requestId;

        public bool IsOld { get; } = isOld;
    }
}

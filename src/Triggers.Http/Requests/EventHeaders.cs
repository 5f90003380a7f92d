using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Triggers.Http.Routing;

namespace Triggers.Http.Requests;

/// <summary><c>headers</c>: names in lower case, repeated ones joined with a comma, and those that the gateway adds.</summary>
internal static class EventHeaders
{
    private static readonly JsonEncodedText ContentLength = HttpApi.Encode("content-length");
    private static readonly JsonEncodedText TraceId = HttpApi.Encode(RequestHeader.TraceId);
    private static readonly JsonEncodedText ForwardedFor = HttpApi.Encode(RequestHeader.ForwardedFor);
    private static readonly JsonEncodedText ForwardedPort = HttpApi.Encode(RequestHeader.ForwardedPort);
    private static readonly JsonEncodedText ForwardedProto = HttpApi.Encode(RequestHeader.ForwardedProto);

    /// <summary>Writes the members of the object.</summary>
    public static void Write(Utf8JsonWriter writer, HttpCall call, long bodyLength)
    {
        var headers = call.Request.Headers;
        foreach (var (name, values) in headers)
        {
            if (RequestHeader.Find(name) is { } known)
            {
                if (known.IsHandedOn)
                {
                    writer.WriteString(known.Name, Join(values));
                }
            }
            else if (!RequestHeader.IsOfThisHop(name))
            {
                WriteUnknown(writer, name, Join(values));
            }
        }

        WriteNumber(writer, ContentLength, bodyLength);
        writer.WriteString(TraceId, call.Ids.Trace);
        writer.WriteString(ForwardedFor, AddressesOf(call));
        if (PortSaid(call) is { } port)
        {
            writer.WriteString(ForwardedPort, port);
        }
        else
        {
            WriteNumber(writer, ForwardedPort, call.LocalPort);
        }

        writer.WriteString(ForwardedProto, SchemeOf(call));
    }

    /// <summary><c>x-forwarded-for</c>: what the client said, and the peer.</summary>
    public static string AddressesOf(HttpCall call) =>
        Join(call.Request.Headers[RequestHeader.ForwardedFor]) is { Length: > 0 } before ? $"{before}, {call.Peer}" : call.Peer;

    /// <summary><c>x-forwarded-port</c> as the peer says it, or null: only a proxy we trust may say how its client came in.</summary>
    public static string? PortSaid(HttpCall call) =>
        call.IsPeerTrusted && Join(call.Request.Headers[RequestHeader.ForwardedPort]) is { Length: > 0 } port ? port : null;

    /// <summary><c>x-forwarded-proto</c>.</summary>
    public static string SchemeOf(HttpCall call) =>
        call.IsPeerTrusted && Join(call.Request.Headers[RequestHeader.ForwardedProto]) is { Length: > 0 } scheme ? scheme : call.Request.Scheme;

    /// <summary>One text of a header's lines.</summary>
    public static string? Join(StringValues values) => values.Count == 1 ? values[0] ?? "" : values.Count == 0 ? null : string.Join(',', values.ToArray());

    private static void WriteNumber(Utf8JsonWriter writer, JsonEncodedText name, long value)
    {
        Span<byte> digits = stackalloc byte[20];
        value.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        writer.WriteString(name, digits[..length]);
    }

    private static void WriteUnknown(Utf8JsonWriter writer, string name, string? value)
    {
        if (!name.AsSpan().ContainsAnyInRange('A', 'Z'))
        {
            writer.WriteString(name, value);
            return;
        }

        var lower = ArrayPool<char>.Shared.Rent(name.Length);
        name.AsSpan().ToLowerInvariant(lower);
        writer.WriteString(lower.AsSpan(0, name.Length), value);
        ArrayPool<char>.Shared.Return(lower);
    }
}

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
        writer.WriteString(TraceId, call.TraceId);
        var before = Join(headers[RequestHeader.ForwardedFor]);
        writer.WriteString(ForwardedFor, before is { Length: > 0 } ? $"{before}, {call.Peer}" : call.Peer);

        // Only a proxy we trust may say how its client came in.
        if (call.IsPeerTrusted && Join(headers[RequestHeader.ForwardedPort]) is { Length: > 0 } port)
        {
            writer.WriteString(ForwardedPort, port);
        }
        else
        {
            WriteNumber(writer, ForwardedPort, call.LocalPort);
        }

        var proto = call.IsPeerTrusted ? Join(headers[RequestHeader.ForwardedProto]) : null;
        writer.WriteString(ForwardedProto, proto is { Length: > 0 } ? proto : call.Request.Scheme);
    }

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

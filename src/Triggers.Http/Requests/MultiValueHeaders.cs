using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Triggers.Http.Routing;

namespace Triggers.Http.Requests;

/// <summary>
/// <c>headers</c> and <c>multiValueHeaders</c> of payload format 1.0: the last value of each, and all of them. HTTP APIs have
/// lower-case names, REST APIs the client's; cookies stay a header.
/// </summary>
internal static class MultiValueHeaders
{
    private static readonly JsonEncodedText Headers = HttpApi.Encode("headers");
    private static readonly JsonEncodedText All = HttpApi.Encode("multiValueHeaders");

    /// <summary>Writes the two members.</summary>
    public static void Write(Utf8JsonWriter writer, HttpCall call, long bodyLength)
    {
        var isRest = call.Route.Api.Kind == ApiKind.RestApi;
        writer.WriteStartObject(Headers);
        foreach (var (name, values) in call.Request.Headers)
        {
            if (IsHandedOn(name))
            {
                writer.WriteString(isRest ? name : name.ToLowerInvariant(), Last(values));
            }
        }

        foreach (var (name, value) in Own(call, isRest, bodyLength))
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        writer.WriteStartObject(All);
        foreach (var (name, values) in call.Request.Headers)
        {
            if (IsHandedOn(name))
            {
                writer.WriteStartArray(isRest ? name : name.ToLowerInvariant());
                foreach (var value in values)
                {
                    writer.WriteStringValue(value ?? "");
                }

                writer.WriteEndArray();
            }
        }

        foreach (var (name, value) in Own(call, isRest, bodyLength))
        {
            writer.WriteStartArray(name);
            writer.WriteStringValue(value);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static string Last(StringValues values) => values.Count == 0 ? "" : values[^1] ?? "";

    private static bool IsHandedOn(string name) => RequestHeader.Find(name) is { } known
        ? known.IsHandedOn || ReferenceEquals(known, RequestHeader.Cookie)
        : !RequestHeader.IsOfThisHop(name);

    // A REST API does not tell a body's length.
    private static (string Name, string Value)[] Own(HttpCall call, bool isRest, long bodyLength)
    {
        var port = EventHeaders.PortSaid(call) ?? call.LocalPort.ToString(CultureInfo.InvariantCulture);
        return isRest
            ?
            [
                ("X-Amzn-Trace-Id", call.Ids.Trace), ("X-Forwarded-For", EventHeaders.AddressesOf(call)), ("X-Forwarded-Port", port),
                ("X-Forwarded-Proto", EventHeaders.SchemeOf(call)),
            ]
            :
            [
                ("content-length", bodyLength.ToString(CultureInfo.InvariantCulture)), (RequestHeader.TraceId, call.Ids.Trace),
                (RequestHeader.ForwardedFor, EventHeaders.AddressesOf(call)), (RequestHeader.ForwardedPort, port),
                (RequestHeader.ForwardedProto, EventHeaders.SchemeOf(call)),
            ];
    }
}

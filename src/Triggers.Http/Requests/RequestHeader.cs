using System.Collections.Frozen;
using System.Text.Json;
using Triggers.Http.Routing;

namespace Triggers.Http.Requests;

/// <summary>A request header we know: its name in events, and whether it is handed on.</summary>
/// <param name="Name">Lower-case, encoded once.</param>
/// <param name="IsHandedOn">False for what ends at the gateway, is said elsewhere in the event, or is written by us.</param>
internal sealed record RequestHeader(JsonEncodedText Name, bool IsHandedOn)
{
    public const string TraceId = "x-amzn-trace-id";
    public const string ForwardedFor = "x-forwarded-for";
    public const string ForwardedPort = "x-forwarded-port";
    public const string ForwardedProto = "x-forwarded-proto";

    private static readonly string[] Usual =
    [
        "accept", "accept-charset", "accept-encoding", "accept-language", "access-control-request-headers",
        "access-control-request-method", "authorization", "cache-control", "content-encoding", "content-language", "content-md5",
        "content-type", "date", "dnt", "expect", "forwarded", "from", "host", "if-match", "if-modified-since", "if-none-match",
        "if-unmodified-since", "origin", "pragma", "priority", "range", "referer", "sec-ch-ua", "sec-ch-ua-mobile",
        "sec-ch-ua-platform", "sec-fetch-dest", "sec-fetch-mode", "sec-fetch-site", "sec-fetch-user", "traceparent", "tracestate",
        "upgrade-insecure-requests", "user-agent", "via", "x-api-key", "x-request-id", "x-requested-with",
    ];

    // The cookie header is moved to "cookies"; the last five are written by us, whoever sent them.
    private static readonly string[] Kept =
    [
        "connection", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer", "proxy-connection", "proxy-authorization",
        "proxy-authenticate", "cookie", "content-length", TraceId, ForwardedFor, ForwardedPort, ForwardedProto,
    ];

    private static readonly FrozenDictionary<string, RequestHeader> Known = Usual
        .Select(name => KeyValuePair.Create(name, new RequestHeader(HttpApi.Encode(name), true)))
        .Concat(Kept.Select(name => KeyValuePair.Create(name, new RequestHeader(HttpApi.Encode(name), false))))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The cookie header, which payload format 1.0 leaves where it is.</summary>
    public static readonly RequestHeader Cookie = Known["cookie"];

    /// <summary>The header of this name in any case, or null when it is none of the usual ones.</summary>
    public static RequestHeader? Find(string name) => Known.GetValueOrDefault(name);

    /// <summary>True for the names that end at the gateway without being listed: <c>proxy-*</c> and HTTP/2's own.</summary>
    public static bool IsOfThisHop(string name) => name.StartsWith("proxy-", StringComparison.OrdinalIgnoreCase) || name.StartsWith(':');
}

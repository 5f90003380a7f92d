using System.Collections.Immutable;
using System.Text.Json;
using Triggers.Contracts;
using Triggers.Http.Authorizers;

namespace Triggers.Http.Routing;

/// <summary>A route of an HTTP API, ready to serve.</summary>
internal sealed class HttpRoute
{
    /// <summary>The method that takes every request without a route of its own.</summary>
    public const string AnyMethod = "ANY";

    /// <summary>The path of the route for all that no other route takes.</summary>
    public const string DefaultPath = "$default";

    /// <summary>Makes a route; <paramref name="template"/> is null for the <c>$default</c> route.</summary>
    public HttpRoute(HttpApi api, string key, string method, RouteTemplate? template, FunctionReference function)
    {
        Api = api;
        Key = key;
        KeyText = HttpApi.Encode(key);
        Method = method;
        Template = template;
        Function = function;
        Path = key[(key.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        ResourceText = HttpApi.Encode(Path);
        ResourceIdText = HttpApi.Encode(ShortId.Of(6, api.Id, Path));
    }

    public HttpApi Api { get; }

    /// <summary>As configured: <c>GET /orders/{id}</c>, <c>ANY /{proxy+}</c>, <c>$default</c>.</summary>
    public string Key { get; }

    public JsonEncodedText KeyText { get; }

    /// <summary>The path as configured, or <c>$default</c>.</summary>
    public string Path { get; }

    /// <summary>The path, encoded.</summary>
    public JsonEncodedText ResourceText { get; }

    /// <summary>A REST API's id of the path.</summary>
    public JsonEncodedText ResourceIdText { get; }

    public string Method { get; }

    public RouteTemplate? Template { get; }

    public FunctionReference Function { get; }

    /// <summary>How long a client waits for the function.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>True for payload format 1.0: all routes of REST APIs, and those of HTTP APIs that say so.</summary>
    public bool IsFormat1 { get; init; }

    /// <summary>What a token must be for the route, or null when it is open.</summary>
    public JwtRules? Jwt { get; init; }

    /// <summary>The rules this route answers with in place of a function, or null.</summary>
    public CorsPolicy? Preflight { get; init; }

    /// <summary>Why this route can only answer an error; null for one that is served.</summary>
    public string? Defect { get; init; }

    public ImmutableArray<RouteParameter> Parameters => Template?.Parameters ?? [];
}

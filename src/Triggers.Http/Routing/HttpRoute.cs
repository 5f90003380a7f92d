using System.Collections.Immutable;
using System.Text.Json;
using Triggers.Contracts;

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
    }

    public HttpApi Api { get; }

    /// <summary>As configured: <c>GET /orders/{id}</c>, <c>ANY /{proxy+}</c>, <c>$default</c>.</summary>
    public string Key { get; }

    public JsonEncodedText KeyText { get; }

    public string Method { get; }

    public RouteTemplate? Template { get; }

    public FunctionReference Function { get; }

    /// <summary>How long a client waits for the function.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Why this route can only answer 500; null for one that is served.</summary>
    public string? Defect { get; init; }

    public ImmutableArray<RouteParameter> Parameters => Template?.Parameters ?? [];
}

using System.Text.Json;
using Triggers.Contracts;

namespace Triggers.Tests.Http;

/// <summary>Event sources as deployments make them.</summary>
internal static class Sources
{
    /// <summary>An API on the <c>$default</c> stage with routes as <c>GET /path</c> or <c>$default</c>, each to a function named <c>f0</c>, <c>f1</c> …</summary>
    public static IEnumerable<EventSource> Api(string id, params IEnumerable<string> routes) =>
        [Describe($$"""{"ApiId":"{{id}}","Name":"api","StageName":"$default"}"""), .. routes.Select((route, i) => Route(id, route, $"f{i}"))];

    /// <summary>An API with these properties.</summary>
    public static EventSource Describe(string properties) => new()
    {
        Id = $"stack/{properties}",
        Kind = EventSourceKinds.HttpApi,
        Properties = JsonElement.Parse(properties),
    };

    /// <summary>A REST API with a stage, more properties if given, and routes to functions named <c>f0</c>, <c>f1</c> …</summary>
    public static IEnumerable<EventSource> Rest(string id, string stage, string more, params IEnumerable<string> routes) =>
    [
        new EventSource
        {
            Id = $"stack/{id}/{stage}",
            Kind = EventSourceKinds.RestApi,
            Properties = JsonElement.Parse($$"""{"ApiId":"{{id}}","StageName":"{{stage}}"{{more}}}"""),
        },
        .. routes.Select((route, i) => Route(id, route, $"f{i}") with { Kind = EventSourceKinds.RestApiRoute }),
    ];

    /// <summary>A function URL.</summary>
    public static EventSource Url(string id, string function, string more = ""","AuthType":"NONE" """) => new()
    {
        Id = $"url/{function}",
        Kind = EventSourceKinds.FunctionUrl,
        Function = new FunctionReference(function),
        Properties = JsonElement.Parse($$"""{"UrlId":"{{id}}"{{more}}}"""),
    };

    /// <summary>A route, with more properties if given (<c>,"TimeoutInMillis":100</c>).</summary>
    public static EventSource Route(string apiId, string route, string function, string more = "") => new()
    {
        Id = $"stack/{function}/{route}",
        Kind = EventSourceKinds.HttpApiRoute,
        Function = new FunctionReference(function),
        Properties = JsonElement.Parse(route == "$default"
            ? $$"""{"ApiId":"{{apiId}}","Method":"ANY","Path":"$default"{{more}}}"""
            : $$"""{"ApiId":"{{apiId}}","Method":"{{route.Split(' ')[0]}}","Path":"{{route.Split(' ')[1]}}"{{more}}}"""),
    };
}

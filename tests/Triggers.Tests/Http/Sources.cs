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

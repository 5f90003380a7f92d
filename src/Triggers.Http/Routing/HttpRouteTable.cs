using System.Collections.Frozen;

namespace Triggers.Http.Routing;

/// <summary>
/// All routes that are deployed, at one moment. A host name that starts with an API's id reaches that API alone; every other
/// address reaches all of them, each below its stage.
/// </summary>
internal sealed class HttpRouteTable(RouteTree shared, FrozenDictionary<string, RouteTree> apis)
{
    private readonly FrozenDictionary<string, RouteTree>.AlternateLookup<ReadOnlySpan<char>> byId =
        apis.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The table without any route.</summary>
    public static HttpRouteTable Empty { get; } = new(new RouteTree(), new Dictionary<string, RouteTree>().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));

    /// <summary>The route of a request, or null.</summary>
    /// <param name="host">The host header; <c>{api-id}.execute-api.…</c> names an API.</param>
    /// <param name="method">As sent.</param>
    /// <param name="path">As sent, still percent-encoded.</param>
    public HttpRoute? Find(ReadOnlySpan<char> host, string method, ReadOnlySpan<char> path)
    {
        var dot = host.IndexOf('.');
        return (dot > 0 && byId.TryGetValue(host[..dot], out var api) ? api : shared).Find(method, path);
    }
}

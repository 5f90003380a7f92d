using System.Collections.Frozen;

namespace Triggers.Http.Routing;

/// <summary>
/// All routes that are deployed, at one moment. A host name that starts with an API's or a function URL's id reaches that one
/// alone; every other address reaches all APIs, each below its stage.
/// </summary>
internal sealed class HttpRouteTable
{
    private const string FunctionUrlHost = "lambda-url.";

    private readonly RouteTree shared;
    private readonly FrozenDictionary<string, ApiTree>.AlternateLookup<ReadOnlySpan<char>> byId;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> restStages;

    public HttpRouteTable(RouteTree shared, IReadOnlyDictionary<string, ApiTree> apis)
    {
        this.shared = shared;
        byId = apis.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        restStages = apis.Values.Where(api => api.Kind == ApiKind.RestApi).SelectMany(api => api.Stages).Select(stage => stage.Stage)
            .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The table without any route.</summary>
    public static HttpRouteTable Empty { get; } = new(new RouteTree(), new Dictionary<string, ApiTree>());

    /// <summary>Where a request leads.</summary>
    /// <param name="host">The host header; <c>{api-id}.execute-api.…</c> names an API, <c>{url-id}.lambda-url.…</c> a function URL.</param>
    /// <param name="method">As sent.</param>
    /// <param name="path">As sent, still percent-encoded.</param>
    public RouteMatch Find(ReadOnlySpan<char> host, string method, ReadOnlySpan<char> path)
    {
        var api = Find(host, out var isFunctionUrl);
        var isRest = api is null ? restStages.Set.Count > 0 && restStages.Contains(StagePath.Stage(path)) : api.Kind == ApiKind.RestApi;
        var route = isFunctionUrl ? null : (api?.Routes ?? shared).Find(method, isRest ? StagePath.WithOneSlash(path) : path);
        if (route is not null)
        {
            return new RouteMatch(route, route.Api.Kind, route.Api.Cors);
        }

        if (isFunctionUrl)
        {
            return new RouteMatch(null, ApiKind.FunctionUrl, null);
        }

        return api is not null ? new RouteMatch(null, api.Kind, api.Find(path)?.Cors)
            : new RouteMatch(null, isRest ? ApiKind.RestApi : ApiKind.HttpApi, null);
    }

    /// <summary>The rules that answer a preflight: those of the API that would take the request it asks about.</summary>
    public RouteMatch FindPreflight(ReadOnlySpan<char> host, string asked, ReadOnlySpan<char> path)
    {
        var match = Find(host, asked, path);
        return match.Cors is null ? Find(host, HttpMethods.Options, path) : match;
    }

    // No API, but perhaps the address of a function URL that is none any more.
    private ApiTree? Find(ReadOnlySpan<char> host, out bool isGone)
    {
        var dot = host.IndexOf('.');
        if (dot > 0 && byId.TryGetValue(host[..dot], out var api))
        {
            isGone = false;
            return api;
        }

        isGone = dot > 0 && host[(dot + 1)..].StartsWith(FunctionUrlHost, StringComparison.OrdinalIgnoreCase);
        return null;
    }
}

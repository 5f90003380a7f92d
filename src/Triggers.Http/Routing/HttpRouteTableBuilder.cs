using System.Collections.Frozen;
using System.Collections.Immutable;
using Triggers.Contracts;

namespace Triggers.Http.Routing;

/// <summary>Makes a route table of the catalog. What cannot be served is left out or answers 500, and is said in the log.</summary>
internal sealed class HttpRouteTableBuilder(string account, ILogger logger)
{
    private readonly Dictionary<string, HttpApi> apis = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, RouteTree> trees = new(StringComparer.OrdinalIgnoreCase);
    private readonly RouteTree shared = new();

    public HttpRouteTable Build(ImmutableArray<EventSource> sources)
    {
        foreach (var source in sources.Where(source => source.Kind == EventSourceKinds.HttpApi))
        {
            AddApi(source);
        }

        var routes = sources.Where(source => source.Kind == EventSourceKinds.HttpApiRoute).Count(AddRoute);
        if (apis.Count > 0)
        {
            logger.RoutesInForce(routes, apis.Count);
        }

        return new HttpRouteTable(shared, trees.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    private void AddApi(EventSource source)
    {
        if (source.Text("ApiId") is not { } id)
        {
            logger.ApiLeftOut(source.Id, "it has no ApiId");
        }
        else if (apis.ContainsKey(id))
        {
            logger.ApiLeftOut(source.Id, $"another API has the ApiId '{id}'");
        }
        else
        {
            AddApi(id, source.Text("StageName") ?? HttpApi.DefaultStage, source.StageVariables());
        }
    }

    private HttpApi AddApi(string id, string stage, byte[]? variables)
    {
        var api = new HttpApi(id, stage, account, variables);
        apis.Add(id, api);
        trees.Add(id, new RouteTree());
        return api;
    }

    private bool AddRoute(EventSource source)
    {
        if (source.Text("ApiId") is not { } id || source.Text("Path") is not { } path || source.Function is not { } function)
        {
            logger.RouteLeftOut(source.Id, "it needs an ApiId, a Path and a function");
            return false;
        }

        var api = apis.GetValueOrDefault(id) ?? AddApi(id, HttpApi.DefaultStage, variables: null);
        var isDefault = path == HttpRoute.DefaultPath;
        var method = isDefault ? HttpRoute.AnyMethod : source.Text("Method") ?? HttpRoute.AnyMethod;
        var problem = "";
        var template = isDefault ? null : RouteTemplate.Read(api.PathPrefix, path, out problem);
        if (problem.Length > 0)
        {
            logger.RouteLeftOut(source.Id, $"its path '{path}' cannot be read: {problem}");
            return false;
        }

        return Add(source, new HttpRoute(api, isDefault ? path : $"{method} {path}", method, template, function)
        {
            Timeout = source.Timeout(logger),
            Defect = source.Defect(),
        });
    }

    private bool Add(EventSource source, HttpRoute route)
    {
        if (trees[route.Api.Id].Add(route) is not null)
        {
            logger.RouteDuplicate(route.Key, source.Id, route.Api.Id);
            return false;
        }

        if (route.Defect is not null)
        {
            logger.RouteDefect(route.Key, source.Id, route.Defect);
        }

        if (shared.Add(route) is { } other)
        {
            logger.RouteHidden(route.Key, route.Api.Id, other.Key, other.Api.Id);
        }

        return true;
    }
}

using System.Collections.Immutable;
using Triggers.Contracts;

namespace Triggers.Http.Routing;

/// <summary>Makes a route table of the catalog. What cannot be served is left out or answers an error, and is said in the log.</summary>
internal sealed class HttpRouteTableBuilder(string account, ILogger logger)
{
    private const string DefaultRestStage = "Prod";

    private readonly Dictionary<string, ApiTree> apis = new(StringComparer.OrdinalIgnoreCase);
    private readonly RouteTree shared = new();

    public HttpRouteTable Build(ImmutableArray<EventSource> sources)
    {
        foreach (var source in sources.Where(source => source.Kind is EventSourceKinds.HttpApi or EventSourceKinds.RestApi))
        {
            AddApi(source, source.Kind == EventSourceKinds.RestApi ? ApiKind.RestApi : ApiKind.HttpApi);
        }

        var routes = sources.Where(source => source.Kind == EventSourceKinds.HttpApiRoute).Sum(source => AddRoute(source, ApiKind.HttpApi))
            + sources.Where(source => source.Kind == EventSourceKinds.RestApiRoute).Sum(source => AddRoute(source, ApiKind.RestApi));
        foreach (var stage in apis.Values.Where(api => api.Kind == ApiKind.RestApi).SelectMany(api => api.Stages, (api, stage) => (api, stage)).ToArray())
        {
            AddPreflights(stage.api, stage.stage);
        }

        if (apis.Count > 0)
        {
            logger.RoutesInForce(routes, apis.Count);
        }

        var urls = new FunctionUrlRoutes(logger);
        foreach (var source in sources.Where(source => source.Kind == EventSourceKinds.FunctionUrl))
        {
            urls.Add(source, apis);
        }

        return new HttpRouteTable(shared, apis);
    }

    private void AddApi(EventSource source, ApiKind kind)
    {
        var stage = source.Text("StageName") ?? DefaultStage(kind);
        if (source.Text("ApiId") is not { } id)
        {
            logger.ApiLeftOut(source.Id, "it has no ApiId");
        }
        else if (apis.TryGetValue(id, out var other) && (other.Kind != kind || other.Stages.Any(known => known.Stage == stage)))
        {
            logger.ApiLeftOut(source.Id, $"another API has the ApiId '{id}'{(other.Kind == kind ? $" and the stage '{stage}'" : "")}");
        }
        else if (kind == ApiKind.RestApi && stage == HttpApi.DefaultStage)
        {
            logger.ApiLeftOut(source.Id, "a REST API has no stage '$default'");
        }
        else
        {
            AddStage(id, new HttpApi(id, stage, account, source.StageVariables())
            {
                Kind = kind,
                BinaryTypes = new BinaryTypes(source.Properties.Texts("BinaryMediaTypes")),
                Rules = source.Cors(),
            });
        }
    }

    private static string DefaultStage(ApiKind kind) => kind == ApiKind.RestApi ? DefaultRestStage : HttpApi.DefaultStage;

    private ApiTree AddStage(string id, HttpApi stage)
    {
        if (!apis.TryGetValue(id, out var api))
        {
            apis.Add(id, api = new ApiTree(stage.Kind));
        }

        api.Stages.Add(stage);
        return api;
    }

    // Gives the number of routes: one for each source that is served, whatever the number of stages.
    private int AddRoute(EventSource source, ApiKind kind)
    {
        if (source.Text("ApiId") is not { } id || source.Text("Path") is not { } path || source.Function is not { } function)
        {
            logger.RouteLeftOut(source.Id, "it needs an ApiId, a Path and a function");
            return 0;
        }

        var api = apis.GetValueOrDefault(id) ?? AddStage(id, new HttpApi(id, DefaultStage(kind), account, stageVariables: null) { Kind = kind });
        if (api.Kind != kind)
        {
            logger.RouteLeftOut(source.Id, $"the API '{id}' is of another kind");
            return 0;
        }

        var isDefault = path == HttpRoute.DefaultPath;
        var method = isDefault ? HttpRoute.AnyMethod : source.Text("Method") ?? HttpRoute.AnyMethod;
        var jwt = source.Jwt(out var defect);
        var isServed = false;
        foreach (var stage in api.Stages)
        {
            var problem = "";
            var template = isDefault ? null : RouteTemplate.Read(stage.PathPrefix, path, out problem);
            if (problem.Length > 0)
            {
                logger.RouteLeftOut(source.Id, $"its path '{path}' cannot be read: {problem}");
                return 0;
            }

            isServed |= Add(api, source, new HttpRoute(stage, isDefault ? path : $"{method} {path}", method, template, function)
            {
                Timeout = source.Timeout(kind, logger),
                Jwt = jwt,
                Defect = defect ?? (kind == ApiKind.RestApi ? null : source.Defect()),
                IsFormat1 = kind == ApiKind.RestApi || source.IsFormat1(),
            });
        }

        return isServed ? 1 : 0;
    }

    private bool Add(ApiTree api, EventSource source, HttpRoute route)
    {
        if (api.Routes.Add(route) is not null)
        {
            logger.RouteDuplicate(route.Key, source.Id, route.Api.Id);
            return false;
        }

        api.Added.Add(route);
        if (route.Defect is not null)
        {
            logger.RouteDefect(route.Key, source.Id, route.Api.Refusals.InternalError.Status, route.Defect);
        }

        if (shared.Add(route) is { } other)
        {
            logger.RouteHidden(route.Key, route.Api.Id, other.Key, other.Api.Id);
        }

        return true;
    }

    // A REST API with rules for other origins has a method OPTIONS at each of its paths that answers with them, unless it has one of its own.
    // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-corsconfiguration.html
    private void AddPreflights(ApiTree api, HttpApi stage)
    {
        if (stage.RestCors is not { } cors)
        {
            return;
        }

        foreach (var path in api.Added.Where(route => route.Api == stage).GroupBy(route => route.Path, StringComparer.Ordinal).ToArray())
        {
            var methods = path.Select(route => route.Method).Append(HttpMethods.Options).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
            var first = path.First();
            var route = new HttpRoute(stage, $"{HttpMethods.Options} {path.Key}", HttpMethods.Options, first.Template, first.Function)
            {
                Preflight = cors.AllowMethods.Length > 0 ? cors : cors with { AllowMethods = methods },
            };
            if (api.Routes.Add(route) is null)
            {
                shared.Add(route);
            }
        }
    }
}

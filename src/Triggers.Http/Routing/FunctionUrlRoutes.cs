using Triggers.Contracts;

namespace Triggers.Http.Routing;

/// <summary>Makes the routes of function URLs: one each, for everything under its host name.</summary>
internal sealed class FunctionUrlRoutes(ILogger logger)
{
    private const string Anonymous = "anonymous";

    // A function runs 15 minutes at most; what waits in front of it is bounded elsewhere.
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(16);

    /// <summary>Adds a function URL to the APIs, which are found by the same names.</summary>
    public void Add(EventSource source, Dictionary<string, ApiTree> apis)
    {
        if (source.Text("UrlId") is not { } id || source.Function is not { } function)
        {
            logger.RouteLeftOut(source.Id, "it needs an UrlId and a function");
            return;
        }

        var tree = new ApiTree(ApiKind.FunctionUrl);
        if (!apis.TryAdd(id, tree))
        {
            logger.RouteLeftOut(source.Id, $"the host name '{id}' is taken");
            return;
        }

        var url = new HttpApi(id, HttpApi.DefaultStage, Anonymous, stageVariables: null) { Kind = ApiKind.FunctionUrl, Rules = source.Cors() };
        var route = new HttpRoute(url, HttpRoute.DefaultPath, HttpRoute.AnyMethod, template: null, function)
        {
            Timeout = Longest,
            Defect = source.Text("AuthType") is "NONE" ? null : $"signed requests (AuthType {source.Text("AuthType")}) are not served, only AuthType NONE is",
        };
        tree.Stages.Add(url);
        tree.Routes.Add(route);
        if (route.Defect is not null)
        {
            logger.RouteDefect($"function URL of {function}", source.Id, url.Refusals.Gone.Status, route.Defect);
        }

        if (source.Text("InvokeMode") is "RESPONSE_STREAM")
        {
            logger.StreamBuffered(source.Id, function.ToString());
        }
    }
}

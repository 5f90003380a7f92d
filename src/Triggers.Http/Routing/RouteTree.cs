namespace Triggers.Http.Routing;

/// <summary>
/// Chooses the route of a request as API Gateway does: the literal path, then paths with <c>{name}</c>, then the longest
/// <c>{name+}</c>, then <c>$default</c>; at each step a route whose method does not fit is no match. The cost is the path's
/// length, whatever the number of routes.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
/// </summary>
internal sealed class RouteTree
{
    private readonly Dictionary<string, RouteMethods> literals = new(StringComparer.Ordinal);
    private readonly RouteNode root = new();

    /// <summary>Puts a route in, unless its method and path are taken: then gives the route that has them.</summary>
    public HttpRoute? Add(HttpRoute route)
    {
        if (route.Template is not { } template)
        {
            return root.AddFallback(route, route.Api.Stage == HttpApi.DefaultStage ? null : route.Api.Stage);
        }

        var taken = root.Add(route, template.Segments.AsSpan(), template.IsGreedy);
        if (taken is null && template.IsLiteral)
        {
            AddLiteral(template.Text, route);
            if (route.Api.PathPrefix.Length > 0 && template.Text.Length == route.Api.PathPrefix.Length + 1)
            {
                // The root of a named stage, asked for without its slash.
                AddLiteral(route.Api.PathPrefix, route);
            }
        }

        return taken;
    }

    /// <summary>The route for a method and a path, the path as it came: still percent-encoded, starting with a slash.</summary>
    public HttpRoute? Find(string method, ReadOnlySpan<char> path)
    {
        if (literals.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(path, out var methods) && methods.Find(method) is { } exact)
        {
            return exact;
        }

        var segments = path[1..];
        return root.FindWhole(method, segments) ?? root.FindOpen(method, segments);
    }

    private void AddLiteral(string path, HttpRoute route)
    {
        if (!literals.TryGetValue(path, out var methods))
        {
            literals.Add(path, methods = new RouteMethods());
        }

        methods.Add(route);
    }
}

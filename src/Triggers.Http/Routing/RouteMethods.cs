namespace Triggers.Http.Routing;

/// <summary>The routes of one path: by method, and the one for any.</summary>
internal sealed class RouteMethods
{
    private readonly List<HttpRoute> named = [];
    private HttpRoute? any;

    /// <summary>Adds a route, unless its method is taken: then gives the route that has it.</summary>
    public HttpRoute? Add(HttpRoute route)
    {
        if (route.Method == HttpRoute.AnyMethod)
        {
            if (any is not null)
            {
                return any;
            }

            any = route;
            return null;
        }

        foreach (var other in named)
        {
            if (other.Method == route.Method)
            {
                return other;
            }
        }

        named.Add(route);
        return null;
    }

    /// <summary>A named method beats ANY.</summary>
    public HttpRoute? Find(string method)
    {
        foreach (var route in named)
        {
            if (route.Method == method)
            {
                return route;
            }
        }

        return any;
    }
}

namespace Triggers.Http.Routing;

/// <summary>
/// One place in the tree of path segments. Filled while the tree is built, only read afterwards. Segments are compared decoded,
/// but the path is split while it is still encoded, so that <c>%2F</c> never makes two segments of one.
/// </summary>
internal sealed class RouteNode
{
    private readonly Dictionary<string, RouteNode> children = new(StringComparer.Ordinal);
    private RouteNode? parameter;
    private RouteMethods? here;
    private RouteMethods? greedy;
    private HttpRoute? fallback;

    /// <summary>Puts a route in; gives the route that already has its place.</summary>
    public HttpRoute? Add(HttpRoute route, ReadOnlySpan<string?> segments, bool isGreedy)
    {
        var node = this;
        foreach (var segment in isGreedy ? segments[..^1] : segments)
        {
            node = segment is null ? node.parameter ??= new RouteNode() : node.Child(segment);
        }

        return isGreedy ? (node.greedy ??= new RouteMethods()).Add(route) : (node.here ??= new RouteMethods()).Add(route);
    }

    /// <summary>Puts a <c>$default</c> route in, below a stage's name if it has one.</summary>
    public HttpRoute? AddFallback(HttpRoute route, string? stage)
    {
        var node = stage is null ? this : Child(stage);
        if (node.fallback is not null)
        {
            return node.fallback;
        }

        node.fallback = route;
        return null;
    }

    /// <summary>The route that takes the whole path segment by segment; a literal beats a parameter at the first difference.</summary>
    public HttpRoute? FindWhole(string method, ReadOnlySpan<char> path)
    {
        var segment = Split(path, out var rest, out var isLast);
        if (Literal(segment) is { } child && (isLast ? child.here?.Find(method) : child.FindWhole(method, rest)) is { } literal)
        {
            return literal;
        }

        if (parameter is null || segment.IsEmpty)
        {
            return null;
        }

        return isLast ? parameter.here?.Find(method) : parameter.FindWhole(method, rest);
    }

    /// <summary>
    /// The greedy route with the longest path before its <c>{name+}</c>, else the <c>$default</c> route: what lies deeper is
    /// asked first.
    /// </summary>
    public HttpRoute? FindOpen(string method, ReadOnlySpan<char> path)
    {
        var segment = Split(path, out var rest, out var isLast);
        if (Literal(segment) is { } child && (isLast ? child.fallback : child.FindOpen(method, rest)) is { } literal)
        {
            return literal;
        }

        if (!isLast && !segment.IsEmpty && parameter?.FindOpen(method, rest) is { } found)
        {
            return found;
        }

        return (path.IsEmpty ? null : greedy?.Find(method)) ?? fallback;
    }

    private static ReadOnlySpan<char> Split(ReadOnlySpan<char> path, out ReadOnlySpan<char> rest, out bool isLast)
    {
        var slash = path.IndexOf('/');
        isLast = slash < 0;
        rest = isLast ? default : path[(slash + 1)..];
        return isLast ? path : path[..slash];
    }

    private RouteNode? Literal(ReadOnlySpan<char> segment)
    {
        if (children.Count == 0)
        {
            return null;
        }

        var decoded = segment.Contains('%') ? PercentEncoding.Decode(segment) : segment;
        children.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(decoded, out var child);
        return child;
    }

    private RouteNode Child(string segment)
    {
        if (!children.TryGetValue(segment, out var child))
        {
            children.Add(segment, child = new RouteNode());
        }

        return child;
    }
}

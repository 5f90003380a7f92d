namespace Triggers.Http.Routing;

/// <summary>A path whose first part is the name of a stage.</summary>
internal static class StagePath
{
    /// <summary>The first part.</summary>
    public static ReadOnlySpan<char> Stage(ReadOnlySpan<char> path)
    {
        var rest = path[1..];
        var slash = rest.IndexOf('/');
        return slash < 0 ? rest : rest[..slash];
    }

    /// <summary>
    /// A path of a REST API as its routes are asked for: with one slash after the stage, whatever was sent. As recorded, so that
    /// <c>/stage//a</c> is the route <c>/a</c>.
    /// </summary>
    public static ReadOnlySpan<char> WithOneSlash(ReadOnlySpan<char> path)
    {
        var stage = Stage(path).Length + 1;
        return path.Length > stage + 1 && path[stage + 1] == '/' ? string.Concat(path[..stage], WithoutStage(path)) : path;
    }

    /// <summary>The path below the stage, at least <c>/</c>; of several slashes right after the stage one is left, as recorded.</summary>
    public static ReadOnlySpan<char> WithoutStage(ReadOnlySpan<char> path)
    {
        var rest = path[(Stage(path).Length + 1)..];
        return rest.IsEmpty ? "/" : rest[(rest.Length - rest.TrimStart('/').Length - 1)..];
    }
}

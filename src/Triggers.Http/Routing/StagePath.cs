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

    /// <summary>The path below the stage, at least <c>/</c>; of several slashes right after the stage one is left, as recorded.</summary>
    public static ReadOnlySpan<char> WithoutStage(ReadOnlySpan<char> path)
    {
        var rest = path[(Stage(path).Length + 1)..];
        return rest.IsEmpty ? "/" : rest[(rest.Length - rest.TrimStart('/').Length - 1)..];
    }
}

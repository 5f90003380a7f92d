namespace Triggers.Host.Templates.Events;

/// <summary>
/// The path of a route: segments that are literal, <c>{name}</c>, or last of all <c>{name+}</c>.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
/// </summary>
internal static class RoutePath
{
    /// <summary>What is wrong with it, to follow the property's name; null when it is a path.</summary>
    public static string? ProblemOf(string path)
    {
        if (!path.StartsWith('/'))
            return $"must start with '/', was '{path}'.";

        var segments = path[1..].Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = segments[i];
            if (segment.IndexOfAny(['{', '}']) < 0)
                continue;

            var name = segment.Length > 2 && segment[0] == '{' && segment[^1] == '}' ? segment[1..^1] : "";
            var isGreedy = name.EndsWith('+');
            name = isGreedy ? name[..^1] : name;
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ':'))
                return $"must have parameters as whole segments like '{{id}}', '{segment}' in '{path}' is none.";

            if (isGreedy && i < segments.Length - 1)
                return $"must have '{segment}' as its last segment, was '{path}'.";
        }

        return null;
    }
}

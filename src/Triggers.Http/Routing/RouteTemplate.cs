using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Triggers.Http.Routing;

/// <summary>
/// A route's path as written in a template, taken apart: literal segments, <c>{name}</c> and, at the end only, <c>{name+}</c>.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
/// </summary>
internal sealed partial class RouteTemplate
{
    private RouteTemplate(string text, ImmutableArray<string?> segments, ImmutableArray<RouteParameter> parameters)
    {
        Text = text;
        Segments = segments;
        Parameters = parameters;
    }

    /// <summary>The path with the stage before it.</summary>
    public string Text { get; }

    /// <summary>The literal segments; null stands for a parameter.</summary>
    public ImmutableArray<string?> Segments { get; }

    public ImmutableArray<RouteParameter> Parameters { get; }

    public bool IsLiteral => Parameters.IsEmpty;

    public bool IsGreedy => !Parameters.IsEmpty && Parameters[^1].IsGreedy;

    /// <summary>Reads a path template.</summary>
    /// <param name="prefix">The stage's prefix, empty or <c>/{stage}</c>.</param>
    /// <param name="path">The path as the API's author wrote it.</param>
    /// <param name="problem">What is wrong with it, when null is returned.</param>
    public static RouteTemplate? Read(string prefix, string path, out string problem)
    {
        problem = "";
        if (!path.StartsWith('/'))
        {
            problem = "a path starts with '/'";
            return null;
        }

        var texts = (prefix + path)[1..].Split('/');
        var segments = ImmutableArray.CreateBuilder<string?>(texts.Length);
        var parameters = ImmutableArray.CreateBuilder<RouteParameter>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < texts.Length; i++)
        {
            if (texts[i].AsSpan().IndexOfAny('{', '}') < 0)
            {
                segments.Add(texts[i]);
                continue;
            }

            if (Parameter().Match(texts[i]) is not { Success: true } match)
            {
                problem = $"'{texts[i]}' must be a literal, {{name}} or {{name+}}, whole between two slashes";
                return null;
            }

            var isGreedy = match.Groups["greedy"].Length > 0;
            if (isGreedy && i < texts.Length - 1)
            {
                problem = $"'{texts[i]}' takes everything to the end of the path, so nothing may follow it";
                return null;
            }

            if (!names.Add(match.Groups["name"].Value))
            {
                problem = $"the parameter '{match.Groups["name"].Value}' is there twice";
                return null;
            }

            segments.Add(null);
            parameters.Add(new RouteParameter(HttpApi.Encode(match.Groups["name"].Value), i, isGreedy));
        }

        return new RouteTemplate(prefix + path, segments.ToImmutable(), parameters.ToImmutable());
    }

    [GeneratedRegex(@"\A\{(?<name>[^{}+/]+)(?<greedy>\+?)\}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();
}

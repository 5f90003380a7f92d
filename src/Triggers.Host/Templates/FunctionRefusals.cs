using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Triggers.Host.Templates.Problems;

namespace Triggers.Host.Templates;

/// <summary>
/// Finds the lines of what the Lambda API's own rules say of a template's functions (<c>Function f: Value 'x' at 'runtime' …</c>). Limits and
/// names are checked by those rules, for every way a function is made, and not once more by the reader.
/// </summary>
internal static partial class FunctionRefusals
{
    /// <summary>The problems in <paramref name="refusal"/>, a line each, that are about these functions.</summary>
    public static ImmutableArray<Problem> Locate(string refusal, IReadOnlyDictionary<string, FunctionPlace> places) =>
    [
        .. Line().Matches(refusal)
            .Where(match => places.ContainsKey(match.Groups["function"].Value))
            .Select(match => ToProblem(places[match.Groups["function"].Value], match.Groups["text"].Value)),
    ];

    private static Problem ToProblem(FunctionPlace place, string text)
    {
        var name = Field().Match(text) is { Success: true } field ? field.Groups["name"].Value : text.Contains("environment variables", StringComparison.Ordinal) ? "Environment" : "";
        return new Problem(place.File, place.Properties.GetValueOrDefault(name, place.Line), IsError: true, $"{place.LogicalId}: {text}");
    }

    [GeneratedRegex(@"^Function (?<function>[a-zA-Z0-9_-]+): (?<text>.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex(@" at '(?<name>[a-zA-Z]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}

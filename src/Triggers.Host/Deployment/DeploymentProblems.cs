using System.Text.RegularExpressions;
using Triggers.Host.Templates;
using Triggers.Host.Templates.Problems;

namespace Triggers.Host.Deployment;

/// <summary>
/// Finds the lines of what the Lambda API's own rules say of a stack (<c>Function f: Value 'x' at 'runtime' …</c>): limits and names are checked
/// there, for every way a function is made, and not once more by the reader.
/// </summary>
internal static partial class DeploymentProblems
{
    /// <summary>The refusal as problems of the template; null when it is about no function of it.</summary>
    public static TemplateException? Locate(string refusal, ReadTemplate template)
    {
        var problems = Line().Matches(refusal)
            .Where(match => template.Places.ContainsKey(match.Groups["function"].Value))
            .Select(match => ToProblem(template.Places[match.Groups["function"].Value], match.Groups["function"].Value, match.Groups["text"].Value))
            .OrderBy(problem => problem.Line)
            .ToList();
        return problems.Count == 0 ? null : new TemplateException([.. template.Warnings, .. problems]);
    }

    private static Problem ToProblem(FunctionPlace place, string function, string text)
    {
        var field = Field().Match(text);
        var line = field.Success ? place.Properties.GetValueOrDefault(field.Groups["name"].Value, place.Line) : place.Line;
        return new Problem(place.File, line, IsError: true, $"{function}: {text}");
    }

    [GeneratedRegex(@"^Function (?<function>[a-zA-Z0-9_-]+): (?<text>.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex(@" at '(?<name>[a-zA-Z]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}

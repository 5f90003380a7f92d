using System.Globalization;
using System.Text.RegularExpressions;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Parameters;

/// <summary>What a parameter's definition asks of its value. The value of a <c>NoEcho</c> parameter is never in a message.</summary>
internal static class ParameterRules
{
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html: 4,096 bytes.
    private const int LongestValue = 4096;
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(200);

    /// <summary>What is wrong with a value, to follow the parameter's name; null when it is right.</summary>
    public static string? ProblemOf(ParameterType type, TemplateNode parameter, string text)
    {
        var was = parameter["NoEcho"] is { Kind: NodeKind.Text } secret && PlainScalar.AsBoolean(secret.Text) == true ? "." : $", was '{text}'.";
        if (text.Length > LongestValue)
            return $"must have at most {LongestValue} characters, had {text.Length}.";

        var allowed = parameter["AllowedValues"];
        if (allowed.Kind == NodeKind.List && type.Items(text).Any(item => !allowed.Items.Any(value => PlainScalar.AsText(value) == item)))
            return $"must be one of {string.Join(", ", allowed.Items.Select(PlainScalar.AsText))}{was}";

        if (type.IsNumber && type.Items(text).Any(item => Number(item) is null))
            return $"must be {(type.IsList ? "numbers with commas between them" : "a number")}{was}";

        return BoundsProblem(type, parameter, text, was) ?? PatternProblem(parameter, text, was);
    }

    private static string? BoundsProblem(ParameterType type, TemplateNode parameter, string text, string was)
    {
        if (Number(parameter["MinLength"].Text) is { } shortest && text.Length < shortest)
            return $"must have at least {shortest} characters{was}";

        if (Number(parameter["MaxLength"].Text) is { } longest && text.Length > longest)
            return $"must have at most {longest} characters{was}";

        if (!type.IsNumber || type.IsList)
            return null;

        if (Number(parameter["MinValue"].Text) is { } least && Number(text) < least)
            return $"must be at least {least}{was}";

        return Number(parameter["MaxValue"].Text) is { } most && Number(text) > most ? $"must be at most {most}{was}" : null;
    }

    private static string? PatternProblem(TemplateNode parameter, string text, string was)
    {
        if (parameter["AllowedPattern"] is not { Kind: NodeKind.Text } pattern)
            return null;

        try
        {
            return Regex.IsMatch(text, $@"\A(?:{pattern.Text})\z", RegexOptions.CultureInvariant, PatternTime)
                ? null
                : $"must match the pattern {pattern.Text}{was}";
        }
        catch (ArgumentException)
        {
            return $"has the AllowedPattern '{pattern.Text}', which is not a regular expression.";
        }
        catch (RegexMatchTimeoutException)
        {
            return $"has the AllowedPattern '{pattern.Text}', which takes too long to match.";
        }
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

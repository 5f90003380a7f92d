using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Triggers.Host.Commands;

/// <summary>
/// Says what is wrong with settings by their names. Generated validators name the member of a class
/// (<c>KeepWarm: The field InvokerOptions.KeepWarm must …</c>); whoever sets it knows it as <c>Invoker:KeepWarm</c>.
/// </summary>
internal static partial class OptionFailures
{
    /// <summary>A sentence for each.</summary>
    public static IEnumerable<string> Describe(OptionsValidationException invalid)
    {
        var section = invalid.OptionsType.GetField("Section")?.GetRawConstantValue() as string;
        return invalid.Failures.Select(failure => section is not null && Member().Match(failure) is { Success: true } member
            ? $"{section}:{member.Groups["name"].Value} {member.Groups["rest"].Value}"
            : Prefix().Replace(failure, ""));
    }

    [GeneratedRegex(@"\A(?<name>\w+): The field (\w+\.)?\w+ (?<rest>.*)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Member();

    // "KeepWarm: Invoker:KeepWarm must be …" names it already.
    [GeneratedRegex(@"\A\w+: (?=\w+:\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();
}

using System.Text.RegularExpressions;

namespace Triggers.Host.Commands;

/// <summary>
/// Names of stacks: a letter, then letters, digits and hyphens, at most 128.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-using-console-create-stack-parameters.html
/// </summary>
internal static partial class StackNames
{
    private const int Longest = 128;

    /// <summary>The name that was given, else one made of the template's folder.</summary>
    /// <exception cref="UsageException">The given name is none.</exception>
    public static string For(string template, string? given)
    {
        if (given is null)
            return FromFolder(Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(template))) ?? "");

        return Valid().IsMatch(given) && given.Length <= Longest
            ? given
            : throw new UsageException($"--stack-name must be a letter followed by letters, digits and hyphens, at most {Longest}, was '{given}'.");
    }

    private static string FromFolder(string folder)
    {
        var name = Other().Replace(folder, "-").Trim('-');
        if (name.Length == 0 || !char.IsAsciiLetter(name[0]))
            name = name.Length == 0 ? "stack" : "stack-" + name;

        return name.Length <= Longest ? name : name[..Longest].TrimEnd('-');
    }

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Valid();

    [GeneratedRegex("[^a-zA-Z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Other();
}

using System.Text.RegularExpressions;

namespace Triggers.Git.Repositories;

/// <summary>
/// Names as CodeCommit has them, and how a host's <c>owner/name</c> becomes one.
/// https://docs.aws.amazon.com/codecommit/latest/APIReference/API_RepositoryMetadata.html
/// </summary>
internal static partial class RepositoryNames
{
    /// <summary>Whether a text is a repository's name.</summary>
    public static bool IsName(string text) => Shape().IsMatch(text);

    /// <summary>Whether a host's name of a repository is that of the one called <paramref name="name"/>: by its last part, or as a whole.</summary>
    public static bool IsSame(string name, string fullName)
    {
        var last = fullName[(fullName.LastIndexOf('/') + 1)..];
        return name.Equals(Clean(last), StringComparison.OrdinalIgnoreCase)
            || name.Equals(Clean(fullName.Replace('/', '.')), StringComparison.OrdinalIgnoreCase);
    }

    private static string Clean(string text) => Others().Replace(text, "-");

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,100}\z")]
    private static partial Regex Shape();

    [GeneratedRegex("[^A-Za-z0-9._-]")]
    private static partial Regex Others();
}

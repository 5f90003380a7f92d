namespace Triggers.Git.Pushes;

/// <summary>Full names of references.</summary>
internal static class ReferenceNames
{
    /// <summary>What branches begin with.</summary>
    public const string Branches = "refs/heads/";

    /// <summary>What tags begin with.</summary>
    public const string Tags = "refs/tags/";

    // Linux's longest path: git keeps a loose reference as a file.
    private const int Longest = 4096;

    /// <summary>Whether a text is a full name.</summary>
    public static bool IsFull(string? text) => text is not null && text.StartsWith("refs/", StringComparison.Ordinal) && text.Length is > 5 and <= Longest;

    /// <summary>Whether events tell of it: notes, pull requests and merge requests are a host's own affair.</summary>
    public static bool IsTold(string reference) =>
        (reference.StartsWith(Branches, StringComparison.Ordinal) && reference.Length > Branches.Length)
        || (reference.StartsWith(Tags, StringComparison.Ordinal) && reference.Length > Tags.Length);

    /// <summary>The branch's short name, or null for what is no branch.</summary>
    public static string? BranchOf(string reference) => reference.StartsWith(Branches, StringComparison.Ordinal) ? reference[Branches.Length..] : null;
}

namespace Triggers.Git.References;

/// <summary>A reference as the repository itself tells it.</summary>
/// <param name="ObjectId">What it names.</param>
/// <param name="Commit">The commit behind an annotated tag; null for what names a commit.</param>
internal sealed record RemoteReference(string ObjectId, string? Commit)
{
    /// <summary>Whether an id is what it names: hosts differ in whether they tell an annotated tag or its commit.</summary>
    public bool Is(string id) => id == ObjectId || id == Commit;
}

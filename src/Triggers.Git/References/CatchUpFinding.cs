using System.Collections.Immutable;
using Triggers.Git.Pushes;

namespace Triggers.Git.References;

/// <summary>What asking a repository found.</summary>
/// <param name="Id">Follows from the finding: the same one again has the same id.</param>
/// <param name="Changes">What nobody told.</param>
/// <param name="References">The references as they are known now.</param>
/// <param name="Before">The same as they were; null for one that was not known.</param>
internal sealed record CatchUpFinding(
    string Id,
    ImmutableArray<ReferenceChange> Changes,
    ImmutableArray<KnownReference> References,
    ImmutableArray<(string Name, KnownReference? Reference)> Before);

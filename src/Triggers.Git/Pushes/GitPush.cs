using System.Collections.Immutable;

namespace Triggers.Git.Pushes;

/// <summary>What one delivery tells: who changed which references.</summary>
internal sealed record GitPush
{
    /// <summary>The host's name of the repository (<c>owner/name</c>); null where the address alone says it.</summary>
    public string? FullName { get; init; }

    /// <summary>Who pushed; empty where nobody knows.</summary>
    public required string Pusher { get; init; }

    /// <summary>The changes, in the order told.</summary>
    public required ImmutableArray<ReferenceChange> Changes { get; init; }
}

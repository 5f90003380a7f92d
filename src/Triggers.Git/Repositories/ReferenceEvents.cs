namespace Triggers.Git.Repositories;

/// <summary>What can happen to a reference, as a trigger's <c>Events</c> name it.</summary>
[Flags]
internal enum ReferenceEvents
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><c>createReference</c>.</summary>
    Create = 1,

    /// <summary><c>updateReference</c>.</summary>
    Update = 2,

    /// <summary><c>deleteReference</c>.</summary>
    Delete = 4,

    /// <summary><c>all</c>.</summary>
    All = Create | Update | Delete,
}

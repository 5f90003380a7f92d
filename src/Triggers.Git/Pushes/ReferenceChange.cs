using Triggers.Git.Repositories;

namespace Triggers.Git.Pushes;

/// <summary>One reference, and what it named before and names now.</summary>
/// <param name="Reference">Its full name.</param>
/// <param name="Before">The object before; zeros for none, null where the host does not say.</param>
/// <param name="After">The object now; zeros for none.</param>
/// <param name="Commit">The commit behind an annotated tag, where the host says it.</param>
internal sealed record ReferenceChange(string Reference, string? Before, string After, string? Commit = null)
{
    /// <summary>Whether the host called it a deletion: it may not say of what.</summary>
    public bool IsDeletion { get; init; }

    /// <summary>What happened.</summary>
    public ReferenceEvents Event => (IsNone(Before), IsNone(After)) switch
    {
        (true, true) => IsDeletion ? ReferenceEvents.Delete : ReferenceEvents.None,
        (true, false) => ReferenceEvents.Create,
        (false, true) => ReferenceEvents.Delete,
        (false, false) => ReferenceEvents.Update,
    };

    /// <summary>The commit an event names: where the reference is now, of a deleted one where it was last.</summary>
    public string Told => IsNone(After) ? Before ?? ObjectIds.None : Commit ?? After;

    /// <summary>Whether both are names of objects and the reference's is a full one.</summary>
    public bool IsReadable => ReferenceNames.IsFull(Reference) && (Before is null || ObjectIds.IsId(Before)) && ObjectIds.IsId(After)
        && (Commit is null || ObjectIds.IsId(Commit));

    private static bool IsNone(string? id) => id is null || ObjectIds.IsNone(id);
}

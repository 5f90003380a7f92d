using Triggers.Git.Pushes;

namespace Triggers.Git.References;

/// <summary>What is known of a reference.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="ObjectId">What it names; zeros once it is deleted.</param>
/// <param name="Before">What it named before that.</param>
/// <param name="Version">Grows with each change.</param>
internal sealed record KnownReference(string Name, string ObjectId, string Before, long Version)
{
    /// <summary>
    /// Where the deliveries begin that asking the repository came before; null when there are none to come. They lead to
    /// <see cref="CaughtTo"/>.
    /// </summary>
    public string? CaughtFrom { get; init; }

    /// <summary>Where they end.</summary>
    public string? CaughtTo { get; init; }

    /// <summary>Whether it is not there.</summary>
    public bool IsDeleted => ObjectIds.IsNone(ObjectId);

    /// <summary>Whether a change was told already, by a catch-up that was faster than its delivery.</summary>
    public bool Covers(ReferenceChange change) => CaughtFrom is not null && change.Before is { } before && IsSame(before, CaughtFrom);

    /// <summary>Whether two ids name the same object, or both none.</summary>
    public static bool IsSame(string one, string other) => one == other || (ObjectIds.IsNone(one) && ObjectIds.IsNone(other));

    /// <summary>The reference after a change.</summary>
    public KnownReference Apply(ReferenceChange change)
    {
        if (Covers(change))
        {
            return IsSame(change.After, CaughtTo!) ? this with { CaughtFrom = null, CaughtTo = null } : this with { CaughtFrom = change.After };
        }

        // It came late: what follows it was told before it.
        if (change.Before is { } before && !IsSame(before, ObjectId) && IsSame(change.After, Before))
        {
            return this;
        }

        // Back where the catch-up began, a delivery that begins there is a new one.
        var isBack = CaughtFrom is not null && IsSame(change.After, CaughtFrom);
        return new KnownReference(Name, change.After, change.Before ?? ObjectId, Version + 1)
        {
            CaughtFrom = isBack ? null : CaughtFrom,
            CaughtTo = isBack ? null : CaughtTo,
        };
    }

    /// <summary>The reference after a catch-up told a change of it. What it finds next to what it found before is one line of deliveries.</summary>
    public KnownReference CatchUp(ReferenceChange change)
    {
        var from = CaughtTo is not null && IsSame(CaughtTo, ObjectId) ? CaughtFrom! : ObjectId;
        var isBack = IsSame(from, change.After);
        return new KnownReference(Name, change.After, ObjectId, Version + 1)
        {
            CaughtFrom = isBack ? null : from,
            CaughtTo = isBack ? null : change.After,
        };
    }
}

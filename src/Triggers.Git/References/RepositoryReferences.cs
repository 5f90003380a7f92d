using System.Collections.Immutable;
using Triggers.Contracts;
using Triggers.Git.Pushes;
using Triggers.Git.Repositories;

namespace Triggers.Git.References;

/// <summary>
/// The references of one repository as they were last told of. Deliveries and the catch-up meet here: what the one is telling, the
/// other leaves alone.
/// </summary>
internal sealed class RepositoryReferences(string repository)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, KnownReference> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> inFlight = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> changedAt = new(StringComparer.Ordinal);
    private long clock;

    /// <summary>Whether all references have been read once.</summary>
    public bool IsRead { get; private set; }

    /// <summary>Fills in what the database holds.</summary>
    public void Load(IEnumerable<KnownReference> references, bool isRead)
    {
        lock (gate)
        {
            foreach (var reference in references)
            {
                known[reference.Name] = reference;
            }

            IsRead = isRead;
        }
    }

    /// <summary>A branch to show in a test event.</summary>
    public KnownReference? AnyBranch()
    {
        lock (gate)
        {
            return known.Values.FirstOrDefault(reference => !reference.IsDeleted && ReferenceNames.BranchOf(reference.Name) is not null);
        }
    }

    /// <summary>Begins to tell changes: <see cref="End"/> or <see cref="Abandon"/> must follow with what this gave.</summary>
    /// <param name="changes">What a delivery tells.</param>
    /// <param name="isGap">Whether a delivery before it was missed.</param>
    /// <returns>The changes with what the host left out filled in.</returns>
    public ImmutableArray<ReferenceChange> Begin(ImmutableArray<ReferenceChange> changes, out bool isGap)
    {
        lock (gate)
        {
            isGap = false;
            var complete = ImmutableArray.CreateBuilder<ReferenceChange>(changes.Length);
            foreach (var change in changes)
            {
                var reference = known.GetValueOrDefault(change.Reference);
                complete.Add(change.Before is null ? change with { Before = reference?.ObjectId ?? ObjectIds.None } : change);
                isGap |= reference is not null && change.Before is { } before && !KnownReference.IsSame(before, reference.ObjectId) && !reference.Covers(change);
                inFlight[change.Reference] = inFlight.GetValueOrDefault(change.Reference) + 1;
            }

            return complete.MoveToImmutable();
        }
    }

    /// <summary>Whether a change is still to be told.</summary>
    public bool IsNews(ReferenceChange change)
    {
        lock (gate)
        {
            return !known.TryGetValue(change.Reference, out var reference)
                || (!reference.Covers(change) && !(ObjectIds.IsNone(change.After) && reference.IsDeleted && IsToldDeletion(reference, change)));
        }
    }

    /// <summary>The changes were told: they are known from here on, once <paramref name="save"/> has taken them.</summary>
    public Task End(ImmutableArray<ReferenceChange> changes, Func<ImmutableArray<KnownReference>, Task> save)
    {
        lock (gate)
        {
            foreach (var change in changes.Where(change => change.Event != ReferenceEvents.None))
            {
                Set((known.GetValueOrDefault(change.Reference) ?? New(change)).Apply(change));
            }

            Release(changes);

            // Within the lock, so that the database sees the changes in this order.
            return save([.. changes.Select(change => change.Reference).Distinct().Where(known.ContainsKey).Select(name => known[name])]);
        }
    }

    /// <summary>The changes were not told.</summary>
    public void Abandon(ImmutableArray<ReferenceChange> changes)
    {
        lock (gate)
        {
            Release(changes);
        }
    }

    /// <summary>A moment to compare with: say it before the repository is asked.</summary>
    public long Mark()
    {
        lock (gate)
        {
            return clock;
        }
    }

    /// <summary>
    /// What the repository has that nobody told. Deliveries that come from now on find it told; if it cannot be told after all,
    /// <see cref="Restore"/> with what this gave.
    /// </summary>
    public CatchUpFinding CatchUp(IReadOnlyDictionary<string, RemoteReference> remote, long mark)
    {
        lock (gate)
        {
            var before = ImmutableArray.CreateBuilder<(string Name, KnownReference? Reference)>();
            var changes = ImmutableArray.CreateBuilder<ReferenceChange>();
            foreach (var name in remote.Keys.Union(known.Keys).Where(name => !inFlight.ContainsKey(name) && changedAt.GetValueOrDefault(name) <= mark))
            {
                var reference = known.GetValueOrDefault(name) ?? new KnownReference(name, ObjectIds.None, ObjectIds.None, 0);
                var now = remote.GetValueOrDefault(name);
                if (now is null ? reference.IsDeleted : now.Is(reference.ObjectId))
                {
                    continue;
                }

                before.Add((name, known.GetValueOrDefault(name)));
                var change = new ReferenceChange(name, reference.ObjectId, now?.ObjectId ?? ObjectIds.None, now?.Commit);
                if (!IsRead && !known.ContainsKey(name))
                {
                    // The first reading: what is there is how things are, and no news.
                    Set(new KnownReference(name, change.After, ObjectIds.None, 1));
                    continue;
                }

                changes.Add(change);
                Set(reference.CatchUp(change));
            }

            var id = NameUuid.Of([repository, .. changes.SelectMany(change => new[] { change.Reference, change.Before!, change.After, $"{known[change.Reference].Version}" })]);
            return new CatchUpFinding(id, changes.ToImmutable(), [.. before.Select(pair => known[pair.Name])], before.ToImmutable());
        }
    }

    /// <summary>A reading was saved.</summary>
    public void Read() => IsRead = true;

    /// <summary>Takes a finding back.</summary>
    public void Restore(CatchUpFinding finding)
    {
        lock (gate)
        {
            foreach (var (name, reference) in finding.Before)
            {
                if (reference is null)
                {
                    known.Remove(name);
                }
                else
                {
                    Set(reference);
                }
            }
        }
    }

    private static bool IsToldDeletion(KnownReference reference, ReferenceChange change) =>
        change.Before is null || ObjectIds.IsNone(change.Before) || KnownReference.IsSame(change.Before, reference.Before);

    private static KnownReference New(ReferenceChange change) => new(change.Reference, change.Before ?? ObjectIds.None, ObjectIds.None, 0);

    private void Set(KnownReference reference)
    {
        known[reference.Name] = reference;
        changedAt[reference.Name] = ++clock;
    }

    private void Release(ImmutableArray<ReferenceChange> changes)
    {
        foreach (var change in changes)
        {
            if (inFlight.GetValueOrDefault(change.Reference) is var count and > 1)
            {
                inFlight[change.Reference] = count - 1;
            }
            else
            {
                inFlight.Remove(change.Reference);
            }
        }
    }
}

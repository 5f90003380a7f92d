using System.Collections.Immutable;
using Triggers.Contracts;
using Triggers.Git.Pushes;

namespace Triggers.Git.Repositories;

/// <summary>
/// A trigger of a repository.
/// https://docs.aws.amazon.com/codecommit/latest/APIReference/API_RepositoryTrigger.html
/// </summary>
internal sealed record RepositoryTrigger
{
    /// <summary>Its name, unique in the repository.</summary>
    public required string Name { get; init; }

    /// <summary>The function's ARN, as written.</summary>
    public required string DestinationArn { get; init; }

    /// <summary>The function.</summary>
    public required FunctionReference Function { get; init; }

    /// <summary>The names of events, as written.</summary>
    public required ImmutableArray<string> Events { get; init; }

    /// <summary>The branches it is for; empty = all, and tags.</summary>
    public required ImmutableArray<string> Branches { get; init; }

    /// <summary>Text that goes into each event, or null.</summary>
    public string? CustomData { get; init; }

    /// <summary>Follows from all of the above: another configuration, another id.</summary>
    public string ConfigurationId => NameUuid.Of([Name, DestinationArn, string.Join('\n', Events), string.Join('\n', Branches), CustomData ?? ""]);

    /// <summary>What of a reference's life it is for.</summary>
    public ReferenceEvents Wanted => Events.IsEmpty ? ReferenceEvents.All : Events.Aggregate(ReferenceEvents.None, (wanted, name) => wanted | Read(name));

    /// <summary>Whether a change is one of those it is for.</summary>
    public bool Takes(ReferenceChange change) =>
        (Wanted & change.Event) != 0 && (Branches.IsEmpty || (ReferenceNames.BranchOf(change.Reference) is { } branch && Branches.Contains(branch)));

    /// <summary>The event of a name; none for a name that is none.</summary>
    public static ReferenceEvents Read(string name) => name switch
    {
        "all" => ReferenceEvents.All,
        "createReference" => ReferenceEvents.Create,
        "updateReference" => ReferenceEvents.Update,
        "deleteReference" => ReferenceEvents.Delete,
        _ => ReferenceEvents.None,
    };
}

using System.Collections.Immutable;
using Triggers.Contracts;

namespace Triggers.Invoker.Stacks;

/// <summary>
/// A deployed template after all its parameters and intrinsics are resolved: functions and event sources. Applied whole or not
/// at all. The code packages it names must have been added to the code store before.
/// </summary>
public sealed record StackDocument
{
    /// <summary>The stack's name; deploying the same name again replaces what it deployed before.</summary>
    public required string Name { get; init; }

    /// <summary>The functions; names are unique.</summary>
    public required ImmutableArray<StackFunction> Functions { get; init; }

    /// <summary>The event sources; ids are unique.</summary>
    public required ImmutableArray<EventSource> EventSources { get; init; }

    /// <summary>The template's outputs, resolved.</summary>
    public ImmutableSortedDictionary<string, string> Outputs { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

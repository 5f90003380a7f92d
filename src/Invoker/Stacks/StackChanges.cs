using System.Collections.Immutable;

namespace Triggers.Invoker.Stacks;

/// <summary>What a deployment did, by name, functions and event sources alike (<c>function f</c>, <c>HttpApi s/F/Get</c>).</summary>
/// <param name="Added">New.</param>
/// <param name="Changed">Replaced.</param>
/// <param name="Removed">Gone.</param>
/// <param name="Unchanged">How many were already as wanted.</param>
public sealed record StackChanges(ImmutableArray<string> Added, ImmutableArray<string> Changed, ImmutableArray<string> Removed, int Unchanged);

using System.Collections.Immutable;
using System.Text.Json;
using Triggers.Contracts;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Stacks;

/// <summary>What a deployment makes of the functions, and what it changes.</summary>
/// <param name="Functions">All functions, as they will be.</param>
/// <param name="Changes">What is different afterwards.</param>
internal sealed record StackPlan(ImmutableSortedDictionary<string, FunctionRecord> Functions, StackChanges Changes)
{
    /// <summary>Compares what there is with what there will be.</summary>
    public static StackPlan Of(
        FunctionSnapshot before,
        IReadOnlyCollection<FunctionRecord> wanted,
        ImmutableArray<EventSource> sourcesBefore,
        ImmutableArray<EventSource> sources,
        string stack)
    {
        var added = ImmutableArray.CreateBuilder<string>();
        var changed = ImmutableArray.CreateBuilder<string>();
        var removed = ImmutableArray.CreateBuilder<string>();
        var unchanged = 0;
        var names = wanted.Select(function => function.Name).ToHashSet(StringComparer.Ordinal);
        var functions = before.Functions.ToBuilder();
        foreach (var gone in before.Functions.Values.Where(function => function.Stack == stack && !names.Contains(function.Name)))
        {
            functions.Remove(gone.Name);
            removed.Add($"function {gone.Name}");
        }

        foreach (var function in wanted)
        {
            Note($"function {function.Name}", before.Find(function.Name) is { } current ? ReferenceEquals(current, function) : null);
            functions[function.Name] = function;
        }

        var oldSources = sourcesBefore.ToDictionary(source => source.Id, StringComparer.Ordinal);
        foreach (var source in sources)
        {
            Note(Print(source), oldSources.Remove(source.Id, out var old) ? IsSame(old, source) : null);
        }

        removed.AddRange(oldSources.Values.Select(Print));
        return new StackPlan(functions.ToImmutable(), new StackChanges(added.ToImmutable(), changed.ToImmutable(), removed.ToImmutable(), unchanged));

        void Note(string what, bool? isSame)
        {
            if (isSame is null)
            {
                added.Add(what);
            }
            else if (isSame.Value)
            {
                unchanged++;
            }
            else
            {
                changed.Add(what);
            }
        }
    }

    private static bool IsSame(EventSource one, EventSource other) =>
        one.Kind == other.Kind && one.Function == other.Function && JsonElement.DeepEquals(one.Properties, other.Properties);

    private static string Print(EventSource source) => $"{source.Kind} {source.Id}";
}

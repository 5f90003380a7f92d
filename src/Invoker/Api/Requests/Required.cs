using System.Collections.Immutable;
using Triggers.Contracts;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api.Requests;

/// <summary>Members a request cannot do without.</summary>
internal static class Required
{
    /// <summary>Refuses when one is absent, naming every one that is.</summary>
    /// <param name="members">Names as the front end says them (<c>functionName</c>), and values.</param>
    /// <exception cref="LambdaException">ValidationException.</exception>
    public static void Check(params ReadOnlySpan<(string Name, object? Value)> members)
    {
        var problems = new List<FunctionProblem>();
        foreach (var (name, value) in members)
        {
            if (value is null)
            {
                problems.Add(new FunctionProblem(LambdaErrors.Validation,
                    $"Value null at '{name}' failed to satisfy constraint: Member must not be null"));
            }
        }

        FunctionProblem.ThrowIfAny(problems);
    }

    /// <summary>A map of texts; an absent one is empty.</summary>
    /// <exception cref="LambdaException">ValidationException: a value is null.</exception>
    public static ImmutableSortedDictionary<string, string> Values(string name, IReadOnlyDictionary<string, string>? map)
    {
        if (map?.FirstOrDefault(one => one.Value is null).Key is { } key)
        {
            FunctionProblem.ThrowIfAny([FunctionProblem.Constraint(name, $"{{{key}=null}}", "Map value must satisfy constraint: [Member must not be null]")]);
        }

        return map is null
            ? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
            : map.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }
}

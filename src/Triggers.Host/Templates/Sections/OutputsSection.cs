using System.Collections.Immutable;
using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Sections;

/// <summary>
/// The section <c>Outputs</c>.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html
/// </summary>
internal static class OutputsSection
{
    /// <summary>The outputs by name; those whose condition is false are left out.</summary>
    public static ImmutableSortedDictionary<string, string> Read(TemplateNode section, Evaluator evaluator)
    {
        var outputs = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in section.Entries)
        {
            if (entry.Value.Kind != NodeKind.Map || entry.Value["Value"].Kind is NodeKind.Absent or NodeKind.Null)
            {
                if (entry.Value.Kind != NodeKind.Broken)
                    evaluator.Scope.Problems.Error(entry.Line, $"Outputs: {entry.Name} must be a map with its Value.");
                continue;
            }

            foreach (var key in entry.Value.Entries.Where(key => key.Name is not ("Value" or "Description" or "Export" or "Condition")))
                evaluator.Scope.Problems.Error(key.Line, $"Outputs: {entry.Name}: '{key.Name}' is not a key of an output; there are Value, Description, Export, Condition.");

            var condition = entry.Value["Condition"];
            if (condition.Kind == NodeKind.Text && evaluator.Conditions.IsTrue(condition.Line, condition.Text) != true)
                continue;

            if (evaluator.TextOf(entry.Value["Value"], $"Outputs: {entry.Name}: Value") is { } value)
                outputs[entry.Name] = value;
        }

        return outputs.ToImmutable();
    }
}

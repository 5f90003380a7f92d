using System.Collections.Immutable;
using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Problems;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Sections;

/// <summary>
/// The section <c>Globals</c>: properties that all resources of a type inherit.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
/// </summary>
internal sealed class GlobalsSection
{
    private readonly ImmutableDictionary<string, TemplateNode> byType;

    private GlobalsSection(ImmutableDictionary<string, TemplateNode> byType) => this.byType = byType;

    /// <summary>Reads the section; a part or key it does not support is an error.</summary>
    public static GlobalsSection Read(TemplateNode section, ProblemList problems)
    {
        var byType = ImmutableDictionary.CreateBuilder<string, TemplateNode>(StringComparer.Ordinal);
        foreach (var part in section.Entries)
        {
            if (!GlobalsKeys.BySection.TryGetValue(part.Name, out var supported))
            {
                problems.Error(part.Line, $"Globals: '{part.Name}' is not supported; there are {string.Join(", ", GlobalsKeys.BySection.Keys.Order(StringComparer.Ordinal))}.");
                continue;
            }

            if (part.Value.Kind != NodeKind.Map)
            {
                if (!part.Value.IsNothing)
                    problems.Error(part.Line, $"Globals: {part.Name} must be a map, was {part.Value.Describe()}.");
                continue;
            }

            foreach (var key in part.Value.Entries.Where(key => !supported.Contains(key.Name, StringComparer.Ordinal)))
                problems.Error(key.Line, $"Globals: {part.Name} does not support '{key.Name}'; it supports {string.Join(", ", supported)}.");

            byType.Add("AWS::Serverless::" + part.Name, part.Value);
        }

        return new GlobalsSection(byType.ToImmutable());
    }

    /// <summary>A resource's properties with those it inherits: its own win, maps are merged key by key, lists start with the inherited items.</summary>
    /// <param name="type">The resource's type.</param>
    /// <param name="properties">Its own properties.</param>
    /// <param name="ignored">Its <c>IgnoreGlobals</c>: <c>*</c>, or the keys it does not inherit.</param>
    public TemplateNode Merge(string type, TemplateNode properties, TemplateNode ignored)
    {
        if (!byType.TryGetValue(type, out var inherited) || ignored.Text == "*")
            return properties;

        var without = ignored.Items.Select(item => item.Text).ToHashSet(StringComparer.Ordinal);
        // Inline code is the function's own code: an inherited CodeUri must not stand beside it.
        if (properties["InlineCode"].Kind != NodeKind.Absent || properties["ImageUri"].Kind != NodeKind.Absent)
            without.Add("CodeUri");

        return MergeMaps(TemplateNode.OfMap(inherited.Line, inherited.Entries.Where(entry => !without.Contains(entry.Name))), properties);
    }

    private static TemplateNode MergeMaps(TemplateNode inherited, TemplateNode own)
    {
        var merged = own.Entries.Select(entry => inherited[entry.Name] is { Kind: not NodeKind.Absent } from
            ? entry with { Value = MergeValues(from, entry.Value) }
            : entry);
        return TemplateNode.OfMap(own.Line, merged.Concat(inherited.Entries.Where(entry => own[entry.Name].Kind == NodeKind.Absent)));
    }

    private static TemplateNode MergeValues(TemplateNode inherited, TemplateNode own) => (inherited.Kind, own.Kind) switch
    {
        // A function of the template language counts as one value, whatever it will give.
        (NodeKind.Map, NodeKind.Map) when IntrinsicTable.CallIn(inherited) is null && IntrinsicTable.CallIn(own) is null => MergeMaps(inherited, own),
        (NodeKind.List, NodeKind.List) => TemplateNode.OfList(own.Line, [.. inherited.Items, .. own.Items]),
        _ => own,
    };
}

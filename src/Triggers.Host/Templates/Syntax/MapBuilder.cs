using Triggers.Host.Templates.Problems;

namespace Triggers.Host.Templates.Syntax;

/// <summary>Gathers the entries of a map; a key that comes twice is an error, as the second would silently win.</summary>
internal sealed class MapBuilder(ProblemList problems)
{
    private readonly List<TemplateEntry> entries = [];
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);
    private readonly List<TemplateEntry> merged = [];

    /// <summary>Adds a key with its value.</summary>
    public void Add(string name, int line, TemplateNode value)
    {
        if (!lines.TryAdd(name, line))
        {
            problems.Error(line, $"The key '{name}' stands here a second time; the first is on line {lines[name]}.");
            return;
        }

        entries.Add(new TemplateEntry(name, line, value));
    }

    /// <summary>Adds what YAML's merge key <c>&lt;&lt;</c> brings: keys of the map itself win, then the earlier of several.</summary>
    public void Merge(int line, TemplateNode value)
    {
        var maps = value.Kind == NodeKind.List ? value.Items : [value];
        foreach (var map in maps)
        {
            if (map.Kind == NodeKind.Map)
                merged.AddRange(map.Entries);
            else
                problems.Error(line, $"The merge key '<<' takes a map or a list of maps, was {map.Describe()}.");
        }
    }

    /// <summary>The map.</summary>
    public TemplateNode ToMap(int line) =>
        TemplateNode.OfMap(line, [.. entries, .. merged.Where(entry => !lines.ContainsKey(entry.Name)).DistinctBy(entry => entry.Name)]);
}

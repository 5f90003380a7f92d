using System.Collections.Immutable;

namespace Triggers.Host.Templates.Syntax;

/// <summary>
/// A value of a template with the line it stands on: YAML and JSON alike, short intrinsics (<c>!Ref</c>) already in their long
/// form. Immutable, so a YAML alias shares the node it stands for.
/// </summary>
internal sealed class TemplateNode
{
    /// <summary>Nothing.</summary>
    public static readonly TemplateNode Absent = new(NodeKind.Absent, 0);

    private TemplateNode(NodeKind kind, int line) => (Kind, Line) = (kind, line);

    /// <summary>What it is.</summary>
    public NodeKind Kind { get; }

    /// <summary>The line it stands on, from 1.</summary>
    public int Line { get; }

    /// <summary>A scalar's text; else empty.</summary>
    public string Text { get; private init; } = "";

    /// <summary>True for a scalar without quotes, which may mean a number or a boolean; dates stay text.</summary>
    public bool IsPlain { get; private init; }

    /// <summary>A list's items; else empty.</summary>
    public ImmutableArray<TemplateNode> Items { get; private init; } = [];

    /// <summary>A map's entries in order; else empty.</summary>
    public ImmutableArray<TemplateEntry> Entries { get; private init; } = [];

    /// <summary>How many nodes there would be with every alias written out: what keeps a small file from becoming a huge tree.</summary>
    public long Size { get; private init; } = 1;

    /// <summary>True when there is nothing to read: not written, no value, or already reported as broken.</summary>
    public bool IsNothing => Kind is NodeKind.Absent or NodeKind.Null or NodeKind.Broken;

    /// <summary>The value of a key of a map, or <see cref="Absent"/>.</summary>
    public TemplateNode this[string name]
    {
        get
        {
            foreach (var entry in Entries)
            {
                if (entry.Name == name)
                    return entry.Value;
            }

            return Absent;
        }
    }

    /// <summary>A scalar.</summary>
    public static TemplateNode OfText(int line, string text, bool isPlain = false) => new(NodeKind.Text, line) { Text = text, IsPlain = isPlain };

    /// <summary>A sequence.</summary>
    public static TemplateNode OfList(int line, IEnumerable<TemplateNode> items)
    {
        var all = items.ToImmutableArray();
        return new(NodeKind.List, line) { Items = all, Size = 1 + all.Sum(item => item.Size) };
    }

    /// <summary>A mapping.</summary>
    public static TemplateNode OfMap(int line, IEnumerable<TemplateEntry> entries)
    {
        var all = entries.ToImmutableArray();
        return new(NodeKind.Map, line) { Entries = all, Size = 1 + all.Sum(entry => entry.Value.Size) };
    }

    /// <summary>A mapping of one key, as intrinsics are.</summary>
    public static TemplateNode OfCall(int line, string name, TemplateNode argument) => OfMap(line, [new TemplateEntry(name, line, argument)]);

    /// <summary>A key without a value.</summary>
    public static TemplateNode OfNull(int line) => new(NodeKind.Null, line);

    /// <summary>What could not be resolved.</summary>
    public static TemplateNode OfBroken(int line) => new(NodeKind.Broken, line);

    /// <summary>The same map with <paramref name="name"/> set to <paramref name="value"/>.</summary>
    public TemplateNode With(string name, TemplateNode value) =>
        OfMap(Line, Entries.Where(entry => entry.Name != name).Append(new TemplateEntry(name, value.Line, value)));

    /// <summary>What it is, in a message: "a list", "text".</summary>
    public string Describe() => Kind switch
    {
        NodeKind.Text => IsPlain ? $"'{Shorten(Text)}'" : $"the text '{Shorten(Text)}'",
        NodeKind.List => "a list",
        NodeKind.Map => "a map",
        _ => "nothing",
    };

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..57] + "…";
}

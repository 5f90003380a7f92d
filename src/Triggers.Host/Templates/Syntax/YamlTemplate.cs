using Triggers.Host.Templates.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Triggers.Host.Templates.Syntax;

/// <summary>
/// Reads a template written in YAML from the parser's events, so that tags, lines and the difference of quoted and plain
/// scalars are still there. Aliases share their node; what they would grow to is limited.
/// </summary>
internal sealed class YamlTemplate
{
    private readonly Parser parser;
    private readonly ProblemList problems;
    private readonly Dictionary<AnchorName, TemplateNode> anchors = [];
    private int depth;

    private YamlTemplate(string text, ProblemList problems)
    {
        parser = new Parser(new StringReader(text));
        this.problems = problems;
    }

    /// <summary>The document's root.</summary>
    /// <exception cref="TemplateSyntaxException">It is not YAML, holds several documents, or is too large.</exception>
    public static TemplateNode Parse(string text, ProblemList problems)
    {
        var template = new YamlTemplate(text, problems);
        try
        {
            return template.ReadDocument();
        }
        catch (YamlException e)
        {
            throw new TemplateSyntaxException((int)e.Start.Line, $"This is not YAML: {e.Message}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // The scanner's own slips on some broken text: a quotation mark that is never closed behind a colon, for one.
            throw new TemplateSyntaxException((int)(template.parser.Current?.End.Line ?? 1), "This is not YAML: what follows here cannot be read.");
        }
    }

    private TemplateNode ReadDocument()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
            return TemplateNode.OfNull(1);

        var root = Read();
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second))
            throw new TemplateSyntaxException((int)second.Start.Line, "A second document starts here; a file holds one template.");

        return root;
    }

    private TemplateNode Read()
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return anchors.TryGetValue(alias.Value, out var shared)
                ? shared
                : throw new TemplateSyntaxException(LineOf(alias), $"The alias *{alias.Value} names no anchor that is complete here.");
        }

        var start = parser.Accept<NodeEvent>(out var node) ? node : throw new TemplateSyntaxException(LineOf(parser.Current!), "A value is missing here.");
        if (++depth > TemplateLimits.Depth)
            throw new TemplateSyntaxException(LineOf(start), $"Maps and lists stand more than {TemplateLimits.Depth} deep inside one another.");

        var read = Tagged(start, start switch
        {
            Scalar => ReadScalar(parser.Consume<Scalar>()),
            SequenceStart => ReadList(parser.Consume<SequenceStart>()),
            _ => ReadMap(parser.Consume<MappingStart>()),
        });
        depth--;
        if (read.Size > TemplateLimits.Nodes)
            throw new TemplateSyntaxException(LineOf(start), $"With its aliases written out the template has more than {TemplateLimits.Nodes} values.");

        if (!start.Anchor.IsEmpty)
            anchors[start.Anchor] = read;

        return read;
    }

    private static TemplateNode ReadScalar(Scalar scalar)
    {
        var isPlain = scalar.Style == ScalarStyle.Plain && !IsStringTag(scalar.Tag);
        return isPlain && scalar.Tag.IsEmpty && PlainScalar.IsNull(scalar.Value)
            ? TemplateNode.OfNull(LineOf(scalar))
            : TemplateNode.OfText(LineOf(scalar), scalar.Value, isPlain);
    }

    private TemplateNode ReadList(SequenceStart start)
    {
        var items = new List<TemplateNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(Read());

        return TemplateNode.OfList(LineOf(start), items);
    }

    private TemplateNode ReadMap(MappingStart start)
    {
        var entries = new MapBuilder(problems);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
                throw new TemplateSyntaxException(LineOf(parser.Current!), "A key must be text.");

            var value = Read();
            if (key.Value == "<<" && key.Style == ScalarStyle.Plain)
                entries.Merge(LineOf(key), value);
            else
                entries.Add(key.Value, LineOf(key), value);
        }

        return entries.ToMap(LineOf(start));
    }

    private TemplateNode Tagged(NodeEvent start, TemplateNode value)
    {
        if (start.Tag.IsEmpty || start.Tag.IsNonSpecific || start.Tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
            return value;

        if (ShortForms.LongNameOf(start.Tag.Value) is { } name)
            return ShortForms.Expand(LineOf(start), name, value);

        problems.Error(LineOf(start), $"The tag {start.Tag.Value} is none of CloudFormation's functions.");
        return TemplateNode.OfBroken(LineOf(start));
    }

    private static bool IsStringTag(TagName tag) => !tag.IsEmpty && (tag.IsNonSpecific || tag.Value == "tag:yaml.org,2002:str");

    private static int LineOf(ParsingEvent parsed) => (int)parsed.Start.Line;
}

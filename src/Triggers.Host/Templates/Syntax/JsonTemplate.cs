using System.Text;
using System.Text.Json;
using Triggers.Host.Templates.Problems;

namespace Triggers.Host.Templates.Syntax;

/// <summary>Reads a template written in JSON.</summary>
internal sealed class JsonTemplate
{
    private readonly byte[] utf8;
    private readonly ProblemList problems;
    private long counted;
    private int line = 1;

    private JsonTemplate(string text, ProblemList problems)
    {
        utf8 = Encoding.UTF8.GetBytes(text);
        this.problems = problems;
    }

    /// <summary>The document's root.</summary>
    /// <exception cref="TemplateSyntaxException">It is not JSON.</exception>
    public static TemplateNode Parse(string text, ProblemList problems)
    {
        var template = new JsonTemplate(text, problems);
        var reader = new Utf8JsonReader(template.utf8, new JsonReaderOptions { MaxDepth = TemplateLimits.Depth });
        try
        {
            reader.Read();
            var root = template.Read(ref reader);
            reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            var reason = e.Message.Split(" LineNumber:")[0];
            throw new TemplateSyntaxException((int)(e.LineNumber ?? 0) + 1, $"This is not JSON: {reason}");
        }
    }

    private TemplateNode Read(ref Utf8JsonReader reader)
    {
        var at = LineOf(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = new MapBuilder(problems);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var keyLine = LineOf(reader.TokenStartIndex);
                    var name = Unescape(ref reader, keyLine);
                    reader.Read();
                    entries.Add(name, keyLine, Read(ref reader));
                }

                return entries.ToMap(at);
            case JsonTokenType.StartArray:
                var items = new List<TemplateNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Read(ref reader));

                return TemplateNode.OfList(at, items);
            case JsonTokenType.Null:
                return TemplateNode.OfNull(at);
            case JsonTokenType.String:
                return TemplateNode.OfText(at, Unescape(ref reader, at));
            default:
                return TemplateNode.OfText(at, Encoding.UTF8.GetString(reader.ValueSpan), isPlain: true);
        }
    }

    private static string Unescape(ref Utf8JsonReader reader, int line)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new TemplateSyntaxException(line, "This is not JSON: the text holds half of a surrogate pair.");
        }
    }

    private int LineOf(long index)
    {
        line += utf8.AsSpan((int)counted, (int)(index - counted)).Count((byte)'\n');
        counted = index;
        return line;
    }
}

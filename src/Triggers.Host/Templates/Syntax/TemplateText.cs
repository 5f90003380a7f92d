using System.Text;
using Triggers.Host.Templates.Problems;

namespace Triggers.Host.Templates.Syntax;

/// <summary>From a template's bytes to its tree: JSON when it starts with a brace or is called <c>.json</c>, else YAML.</summary>
internal static class TemplateText
{
    /// <summary>The root of the template.</summary>
    /// <exception cref="TemplateSyntaxException">It cannot be read.</exception>
    public static TemplateNode Parse(string file, ReadOnlySpan<byte> bytes, ProblemList problems)
    {
        if (bytes.Length > TemplateLimits.Bytes)
            throw new TemplateSyntaxException(1, $"The template has {bytes.Length} bytes; at most {TemplateLimits.Bytes} are read.");

        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new TemplateSyntaxException(1, "The template is not UTF-8 text.");
        }

        var isJson = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || text.AsSpan().TrimStart().StartsWith("{");
        var root = isJson ? JsonTemplate.Parse(text, problems) : YamlTemplate.Parse(text, problems);
        return root.Kind == NodeKind.Map
            ? root
            : throw new TemplateSyntaxException(Math.Max(root.Line, 1), $"A template is a map with the section 'Resources', was {root.Describe()}.");
    }
}

using System.Text;
using Triggers.Host.Templates;
using Triggers.Host.Templates.Problems;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Tests.Host.Templates;

public sealed class TemplateSyntaxTests : IDisposable
{
    private const string Good = "Resources: { Q: { Type: AWS::SQS::Queue } }\n";
    private readonly TemplateFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a: [", "template.yaml:2: error: This is not YAML: While parsing a node, did not find expected node content.")]
    [InlineData("a: b: c", "template.yaml:1: error: This is not YAML: While scanning a plain scalar value, found invalid mapping.")]
    [InlineData("Resources:\n\tx: 1", "template.yaml:1: error: This is not YAML: While scanning a mapping, found invalid tab as indentation.")]
    [InlineData("a: *x", "template.yaml:1: error: The alias *x names no anchor that is complete here.")]
    [InlineData("a: &a [*a]", "template.yaml:1: error: The alias *a names no anchor that is complete here.")]
    [InlineData("? [a]\n: b", "template.yaml:1: error: A key must be text.")]
    [InlineData("- a", "template.yaml:1: error: A template is a map with the section 'Resources', was a list.")]
    [InlineData("", "template.yaml:1: error: A template is a map with the section 'Resources', was nothing.")]
    [InlineData("a: 1\n---\nb: 1", "template.yaml:2: error: A second document starts here; a file holds one template.")]
    [InlineData("{\"a\":\n[1,]}", "template.yaml:2: error: This is not JSON: The JSON array contains a trailing comma at the end which is not supported in this mode. Change the reader options.")]
    [InlineData("{\"a\": \"\\ud800\"}", "template.yaml:1: error: This is not JSON: the text holds half of a surrogate pair.")]
    public void Refuses_text_that_cannot_be_read(string text, string expected) => Assert.Equal(expected, folder.Problems(text));

    [Fact]
    public void Refuses_bytes_that_are_no_text()
    {
        var request = new TemplateRequest { File = "t.yaml", StackName = "s", Identity = new() };
        var refused = Assert.Throws<TemplateException>(() => TemplateReader.Read(request, [0x61, 0xff, 0xfe]));

        Assert.Equal("t.yaml:1: error: The template is not UTF-8 text.", refused.Message);
    }

    [Fact]
    public void Refuses_a_file_that_is_too_large() => Assert.Equal(
        $"template.yaml:1: error: The template has {TemplateLimits.Bytes + 1} bytes; at most {TemplateLimits.Bytes} are read.",
        folder.Problems(Good + "#" + new string('x', TemplateLimits.Bytes - Good.Length)));

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    [InlineData("!Ref [", "]")]
    public void Refuses_what_stands_too_deep(string open, string close)
    {
        var text = $"a: {string.Concat(Enumerable.Repeat(open, 20_000))}{string.Concat(Enumerable.Repeat(close, 20_000))}";

        Assert.Equal("template.yaml:1: error: Maps and lists stand more than 64 deep inside one another.", folder.Problems(text));
    }

    [Fact]
    public void Refuses_json_that_stands_too_deep() => Assert.StartsWith(
        "template.json:1: error: This is not JSON: The maximum configured depth of 64 has been exceeded.",
        folder.Problems($"{{\"a\": {new string('[', 100)}{new string(']', 100)}}}", "template.json"), StringComparison.Ordinal);

    [Fact]
    public void Refuses_aliases_that_grow_without_bound()
    {
        var text = new StringBuilder(Good).Append("Metadata:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++)
            text.Append($"  a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");

        Assert.Equal("template.yaml:8: error: With its aliases written out the template has more than 500000 values.", folder.Problems(text.ToString()));
    }

    [Fact]
    public void Refuses_functions_that_grow_without_bound()
    {
        var text = new StringBuilder("a");
        for (var i = 0; i < 25; i++)
            text = new StringBuilder($"!Join ['', [&j{i} {text}, {string.Join(", ", Enumerable.Repeat($"*j{i}", 2))}]]");

        Assert.EndsWith("error: With its aliases written out the template has more than 500000 values.",
            folder.Problems($"{Good}Outputs: {{ A: {{ Value: {text} }} }}\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_substitutions_that_grow_without_bound()
    {
        var text = "'0123456789'";
        for (var i = 0; i < 28; i++)
            text = $"!Sub ['${{v}}${{v}}${{v}}${{v}}', {{ v: {text} }}]";

        Assert.Contains("\ntemplate.yaml:2: error: Fn::Sub gives more than", folder.Problems($"{Good}Outputs: {{ A: {{ Value: {text} }} }}\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_a_key_that_stands_twice_and_an_unknown_tag() => Assert.Equal(
        """
        template.yaml:1: warning: Q: AWS::SQS::Queue is not served here and is left out; what refers to it gets a made-up name.
        template.yaml:3: error: The tag !Reff is none of CloudFormation's functions.
        template.yaml:4: error: The key 'A' stands here a second time; the first is on line 3.
        """,
        folder.Problems(Good + "Outputs:\n  A: { Value: !Reff Q }\n  A: { Value: a }\n"));

    [Fact]
    public void Reads_aliases_and_merge_keys() => Assert.Equal(
        new Dictionary<string, string> { ["A"] = "1", ["B"] = "1", ["C"] = "2", ["D"] = "1" },
        folder.Read(Good + """
            Metadata: { Base: &base { Value: 1 }, Other: &other { Value: 2, Description: d } }
            Outputs:
              A: *base
              B: { <<: *base }
              C: { Value: 2, <<: *base }
              D: { <<: [*base, *other] }
            """).Document.Outputs);

    [Theory]
    [InlineData("2012-10-17", "2012-10-17")]
    [InlineData("on", "true")]
    [InlineData("'on'", "on")]
    [InlineData("False", "false")]
    [InlineData("!!str true", "true")]
    [InlineData("1_000", "1_000")]
    [InlineData("0x1F", "0x1F")]
    [InlineData("1.0", "1.0")]
    [InlineData("| \n    two\n    lines", "two\nlines\n")]
    public void Keeps_scalars_as_text(string written, string expected) =>
        Assert.Equal(expected, folder.Read($"{Good}Outputs:\n  A:\n   Value: {written}\n").Document.Outputs["A"]);
}

using System.Collections.Immutable;
using Triggers.Host.Templates;
using Triggers.Host.Templates.Code;

namespace Triggers.Tests.Host.Templates;

public sealed class StackDocumentTests : IDisposable
{
    private readonly TemplateFolder folder = new TemplateFolder().With("src/app.py").With("worker.zip");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("shop.yaml")]
    [InlineData("shop.template.json")]
    public void Reads_a_template_whole(string file) =>
        Assert.Equal(TemplateFolder.Golden("shop.dev.json"), TemplateFolder.Json(Shop(file).Document));

    [Fact]
    public void Reads_the_same_template_with_other_parameters()
    {
        folder.Parameters = ImmutableDictionary<string, string>.Empty.Add("Stage", "prod").Add("Retries", "0").Add("Zones", "east");

        Assert.Equal(TemplateFolder.Golden("shop.prod.json"), TemplateFolder.Json(Shop("shop.yaml").Document));
    }

    [Fact]
    public void Warns_of_what_is_left_out() => Assert.Equal(
        """
        template.yaml:71: warning: Orders: Nightly: events of the kind Schedule are kept, but no trigger here serves them.
        template.yaml:93: warning: Failures: AWS::SQS::Queue is not served here and is left out; what refers to it gets a made-up name.
        """,
        folder.Lines(Shop("shop.yaml").Warnings));

    [Fact]
    public void Names_the_code_of_each_function() => Assert.Equal(
        new Dictionary<string, CodeSource>
        {
            ["shop-Orders"] = new(CodeKind.Folder, Path.Combine(folder.Root, "src")),
            ["mailer-dev"] = new(CodeKind.Inline, "python3.13", "def handler(event, context): return event"),
        },
        Shop("shop.yaml").Code);

    [Fact]
    public void Takes_the_templates_folder_when_no_code_is_named() => Assert.Equal(
        new CodeSource(CodeKind.Folder, folder.Root),
        folder.Read("""
            Transform: AWS::Serverless-2016-10-31
            Resources: { F: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: python3.12 } } }
            """).Code["shop-F"]);

    private ReadTemplate Shop(string file) => folder.Read(TemplateFolder.Golden(file), file.EndsWith(".json", StringComparison.Ordinal) ? "template.json" : "template.yaml");
}

using System.Text;
using CsCheck;
using Triggers.Contracts;
using Triggers.Host.Templates;
using Triggers.Host.Templates.Problems;

namespace Triggers.Tests.Host.Templates;

/// <summary>Whatever is done to a template: it is read, or refused with problems that have a line.</summary>
public sealed class TemplateFuzzTests
{
    private static readonly string[] Words =
    [
        "!Ref ", "!Sub '${", "}'", "!GetAtt ", "!If [", "!Join [", "!Select [", "!FindInMap [", "!Split [", "[", "]", "{", "}", ": ", "- ", "\n", "  ",
        "&a ", "*a", "<<: ", "|\n", "'", "\"", "#", "\t", "\0", "\ud83d\ude00", "~", "null", "-1", "999999999999999999999", "Orders", "Ref: Orders",
        "Fn::GetAtt", "Type: ", "Properties:", "Condition: IsProd", "AWS::NoValue", "$default", "{proxy+}", "---\n", "!!binary ", "? ", "CodeUri: ../../..",
    ];

    private static readonly string Yaml = TemplateFolder.Golden("shop.yaml");
    private static readonly string Json = TemplateFolder.Golden("shop.template.json");

    private static readonly Gen<string> Word = Gen.Int[0, Words.Length - 1].Select(i => Words[i]);

    private static readonly Gen<Func<string, string>> Edit = Gen.OneOf(
        Gen.Select(Gen.Double[0, 1], Word, Insert),
        Gen.Select(Gen.Double[0, 1], Gen.Int[1, 40], Cut),
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], CopyLine));

    [Fact]
    public void Mutated_yaml_never_crashes_the_reader() => Run(Yaml, "template.yaml");

    [Fact]
    public void Mutated_json_never_crashes_the_reader() => Run(Json, "template.json");

    [Fact]
    public void Random_text_never_crashes_the_reader() =>
        Word.Array[0, 40].Sample(words => Read(string.Concat(words), "template.yaml"), iter: 1000);

    private static void Run(string text, string file) =>
        Edit.Array[1, 6].Sample(edits => Read(edits.Aggregate(text, (mutated, edit) => edit(mutated)), file), iter: 600);

    private static void Read(string text, string file)
    {
        try
        {
            TemplateReader.Read(new TemplateRequest { File = file, StackName = "shop", Identity = new AwsIdentity() }, Encoding.UTF8.GetBytes(text));
        }
        catch (TemplateException e)
        {
            Assert.All(e.Problems, problem => Assert.InRange(problem.Line, 1, int.MaxValue));
            Assert.Contains(e.Problems, problem => problem.IsError);
        }
    }

    private static Func<string, string> Insert(double at, string word) => text => text.Insert((int)(at * text.Length), word);

    private static Func<string, string> Cut(double at, int length) => text =>
    {
        var start = (int)(at * text.Length);
        return text.Remove(start, Math.Min(length, text.Length - start));
    };

    private static Func<string, string> CopyLine(double from, double to) => text =>
    {
        var lines = text.Split('\n').ToList();
        var line = lines[(int)(from * (lines.Count - 1))];
        lines.Insert((int)(to * (lines.Count - 1)), line);
        return string.Join('\n', lines);
    };
}

using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Triggers.Contracts;
using Triggers.Host.Templates;
using Triggers.Host.Templates.Problems;
using Triggers.Invoker.Stacks;

namespace Triggers.Tests.Host.Templates;

/// <summary>A private folder with a template and the files it names.</summary>
internal sealed class TemplateFolder : IDisposable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Root { get; } = Directory.CreateTempSubdirectory("triggers-template-").FullName;

    public ImmutableDictionary<string, string> Parameters { get; set; } = ImmutableDictionary<string, string>.Empty;

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public TemplateFolder With(string path, string text = "")
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return this;
    }

    public ReadTemplate Read(string text, string name = "template.yaml") => TemplateReader.Read(
        new TemplateRequest { File = Path.Combine(Root, name), StackName = "shop", Identity = new AwsIdentity(), Parameters = Parameters },
        Encoding.UTF8.GetBytes(text));

    /// <summary>Errors and warnings of a template, a line each, without the folder's name.</summary>
    public string Problems(string text, string name = "template.yaml")
    {
        try
        {
            return Lines(Read(text, name).Warnings);
        }
        catch (TemplateException e)
        {
            return Lines(e.Problems);
        }
    }

    public string Lines(IEnumerable<Problem> problems) =>
        string.Join('\n', problems.Select(problem => problem.ToString().Replace(Root + "/", "", StringComparison.Ordinal)));

    public static string Json(StackDocument document) => JsonSerializer.Serialize(document, Indented);

    /// <summary>The golden document beside the tests.</summary>
    public static string Golden(string name) => File.ReadAllText(Path.Combine(Here(), "Golden", name)).TrimEnd('\n');

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

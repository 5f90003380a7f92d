using System.Text;
using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Code;

/// <summary>Finds a function's code: <c>InlineCode</c> wins over <c>CodeUri</c>; with neither it is the template's folder, as <c>sam</c> packs it.</summary>
internal static class FunctionCode
{
    // The limit of ZipFile: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html
    private const int LongestInline = 4 * 1024 * 1024;

    /// <summary>The code; null when it cannot be had here, which has been reported.</summary>
    public static CodeSource? Find(PropertyReader properties, string runtime, string folder)
    {
        if (properties.Map["InlineCode"].Kind != NodeKind.Absent)
            return Inline(properties, runtime);

        var uri = properties["CodeUri"];
        if (uri.Kind == NodeKind.Map && uri["Bucket"].Kind == NodeKind.Text)
            return Remote(properties, $"s3://{uri["Bucket"].Text}/{uri["Key"].Text}");

        if (uri.Kind is NodeKind.Absent or NodeKind.Null)
            return new CodeSource(CodeKind.Folder, folder);

        return properties.Text("CodeUri") is { } path ? Local(properties, path, folder) : null;
    }

    private static CodeSource? Inline(PropertyReader properties, string runtime)
    {
        if (properties.Text("InlineCode") is not { } text)
            return null;

        if (!runtime.StartsWith("python", StringComparison.Ordinal) && !runtime.StartsWith("nodejs", StringComparison.Ordinal))
        {
            properties.Fail("InlineCode", $"is for the Python and Node runtimes only, the runtime is '{runtime}'; put the code into a folder and name it in CodeUri.");
            return null;
        }

        if (Encoding.UTF8.GetByteCount(text) > LongestInline)
        {
            properties.Fail("InlineCode", $"must have at most {LongestInline} bytes; put the code into a folder and name it in CodeUri.");
            return null;
        }

        return new CodeSource(CodeKind.Inline, runtime, text);
    }

    private static CodeSource? Local(PropertyReader properties, string path, string folder)
    {
        if (path.Contains("://", StringComparison.Ordinal))
            return Remote(properties, path);

        if (path.Contains('\0', StringComparison.Ordinal))
        {
            properties.Fail("CodeUri", "must be the path of a folder or of a .zip file.");
            return null;
        }

        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, folder));
        if (Directory.Exists(full))
            return new CodeSource(CodeKind.Folder, full);

        if (File.Exists(full) && Path.GetExtension(full).ToUpperInvariant() is ".ZIP" or ".JAR")
            return new CodeSource(CodeKind.Zip, full);

        properties.Fail("CodeUri", File.Exists(full)
            ? $"must be a folder or a .zip file, '{path}' is another kind of file."
            : $"names '{path}', which is not there; paths start from the template's folder.");
        return null;
    }

    private static CodeSource? Remote(PropertyReader properties, string uri)
    {
        properties.Fail("CodeUri", $"names '{uri}', which cannot be fetched here; put the code into a folder or .zip file beside the template and name that.");
        return null;
    }
}

using System.Xml.Linq;

namespace Triggers.Tests.Architecture;

/// <summary>What a project file under <c>src</c> refers to.</summary>
internal sealed record ProjectFile(string Project, IReadOnlyList<string> PackageReferences, IReadOnlyList<string> ProjectReferences)
{
    /// <summary>Reads the one project file of a folder under <c>src</c>.</summary>
    public static ProjectFile Read(string project)
    {
        var file = Directory.GetFiles(Path.Combine(House.Root, "src", project), "*.csproj").Single();
        var xml = XDocument.Load(file);
        return new ProjectFile(
            project,
            [.. Included(xml, "PackageReference")],
            [.. Included(xml, "ProjectReference").Select(path => Path.GetFileName(Path.GetDirectoryName(path.Replace('\\', '/'))!))]);
    }

    private static IEnumerable<string> Included(XDocument xml, string element) =>
        xml.Descendants(element).Select(reference => (string?)reference.Attribute("Include")).OfType<string>();
}

using System.IO.Compression;

namespace Triggers.EndToEnd.Clients;

/// <summary>A code package in a temporary file.</summary>
internal sealed class Package : IDisposable
{
    private Package(string path) => Path = path;

    /// <summary>Where the zip is.</summary>
    public string Path { get; }

    /// <summary>A package of one Python file, <c>app.py</c>.</summary>
    public static Package OfPython(string source)
    {
        var folder = Directory.CreateTempSubdirectory("triggers-e2e-");
        try
        {
            File.WriteAllText(System.IO.Path.Combine(folder.FullName, "app.py"), source);
            return OfFolder(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A package of a folder; modes of files are kept.</summary>
    public static Package OfFolder(string folder)
    {
        var zip = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"triggers-e2e-{Guid.NewGuid():N}.zip");
        ZipFile.CreateFromDirectory(folder, zip);
        return new Package(zip);
    }

    public void Dispose() => File.Delete(Path);
}

using System.IO.Enumeration;

namespace Triggers.Invoker.Packaging;

/// <summary>
/// What of a folder goes into a package: its files and its links, in the order of their paths. Repositories, caches and our own
/// data folder do not belong to the code.
/// </summary>
internal sealed class PackageFolder
{
    private readonly SortedDictionary<string, FileInfo> files = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> links = new(StringComparer.Ordinal);

    private PackageFolder()
    {
    }

    /// <summary>Regular files by path inside the folder, with <c>/</c>.</summary>
    public IReadOnlyDictionary<string, FileInfo> Files => files;

    /// <summary>Targets of symbolic links by path inside the folder.</summary>
    public IReadOnlyDictionary<string, string> Links => links;

    /// <summary>Reads a folder.</summary>
    /// <exception cref="PackageException">It is not there, is too large, or a link leads out of it.</exception>
    public static PackageFolder Read(string folder)
    {
        var root = new DirectoryInfo(folder);
        if (!root.Exists)
        {
            throw new PackageException($"There is no code folder {root.FullName}.");
        }

        var content = new PackageFolder();
        long size = 0;
        foreach (var info in Enumerate(root.FullName))
        {
            var path = Path.GetRelativePath(root.FullName, info.FullName).Replace(Path.DirectorySeparatorChar, '/');
            CheckName(path, root.FullName);
            if (info.LinkTarget is { } target)
            {
                content.links.Add(path, Inside(root.FullName, info, target));
                continue;
            }

            var file = (FileInfo)info;
            content.files.Add(path, file);
            size += file.Length;
            if (size >= PackageLimits.UnzippedBytes || content.files.Count > PackageLimits.Entries)
            {
                throw new PackageException(
                    $"The code folder {root.FullName} is too large: a package holds less than {PackageLimits.UnzippedBytes / 1024 / 1024} MB " +
                    $"and at most {PackageLimits.Entries} files.");
            }
        }

        if (content.files.Count == 0)
        {
            throw new PackageException($"The code folder {root.FullName} is empty.");
        }

        if (content.links.Keys.FirstOrDefault(link => !SymbolicLinks.StaysInside(link, content.links)) is { } outside)
        {
            throw new PackageException(
                $"The link {Path.Combine(root.FullName, outside)} leads out of the code folder ({content.links[outside]}). " +
                "Put a copy of what it leads to in its place.");
        }

        return content;
    }

    private static FileSystemEnumerable<FileSystemInfo> Enumerate(string root) =>
        new(root, static (ref entry) => entry.ToFileSystemInfo(), new EnumerationOptions
        {
            RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false,
        })
        {
            ShouldIncludePredicate = static (ref entry) => (!entry.IsDirectory || IsLink(ref entry)) && !IsLeftOut(ref entry),
            ShouldRecursePredicate = static (ref entry) => !IsLink(ref entry) && !IsLeftOut(ref entry),
        };

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private static bool IsLeftOut(ref FileSystemEntry entry) =>
        entry.FileName is ".git" or "__pycache__" or ".triggers"
        || (entry.FileName is ".cache" && Path.GetFileName(entry.Directory) is "node_modules");

    private static void CheckName(string path, string root)
    {
        try
        {
            ZipEntryPath.Parse(path);
        }
        catch (InvalidDataException exception)
        {
            throw new PackageException($"The code folder {root} cannot be packed. {exception.Message}");
        }
    }

    /// <summary>An absolute link into the folder is written as a relative one: the folder will be elsewhere.</summary>
    private static string Inside(string root, FileSystemInfo link, string target)
    {
        if (!Path.IsPathRooted(target) || !target.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return target.Replace(Path.DirectorySeparatorChar, '/');
        }

        return Path.GetRelativePath(Path.GetDirectoryName(link.FullName) ?? root, target).Replace(Path.DirectorySeparatorChar, '/');
    }
}

using System.IO.Compression;
using System.Text;

namespace Triggers.Invoker.Packaging;

/// <summary>
/// What an archive holds, checked before the first byte is written: names that stay inside and do not collide, files, folders
/// and links only. Sizes are not believed here; they are counted while unpacking.
/// </summary>
internal sealed class ZipContent
{
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;
    private const int SymbolicLink = 0xA000;
    private const int LongestTarget = 4095;

    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly HashSet<string> folders = new(StringComparer.Ordinal);
    private readonly List<ZipItem> files = [];
    private readonly SortedDictionary<string, string> links = new(StringComparer.Ordinal);

    private ZipContent()
    {
    }

    /// <summary>Every folder, also those that only the files' paths name.</summary>
    public IReadOnlySet<string> Folders => folders;

    /// <summary>The regular files.</summary>
    public IReadOnlyList<ZipItem> Files => files;

    /// <summary>Targets of the symbolic links, by path.</summary>
    public IReadOnlyDictionary<string, string> Links => links;

    /// <summary>Reads the directory of an archive.</summary>
    /// <exception cref="InvalidDataException">The archive is broken, or holds what may not be unpacked.</exception>
    public static ZipContent Read(ZipArchive archive)
    {
        var content = new ZipContent();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        if (archive.Entries.Count > PackageLimits.Entries)
        {
            throw new InvalidDataException($"The archive has {archive.Entries.Count} entries; at most {PackageLimits.Entries} are unpacked.");
        }

        foreach (var entry in archive.Entries)
        {
            content.Add(entry, taken);
        }

        if (taken.FirstOrDefault(content.folders.Contains) is { } both)
        {
            throw new InvalidDataException($"The entry '{both}' is a file and a folder.");
        }

        if (content.links.Keys.FirstOrDefault(link => !SymbolicLinks.StaysInside(link, content.links)) is { } outside)
        {
            throw new InvalidDataException($"The link '{outside}' does not stay inside the package.");
        }

        return content;
    }

    private void Add(ZipArchiveEntry entry, HashSet<string> taken)
    {
        var path = ZipEntryPath.Parse(entry.FullName);
        var attributes = entry.ExternalAttributes >> 16;
        var type = attributes & TypeMask;
        if (entry.IsEncrypted)
        {
            throw new InvalidDataException($"The entry '{path}' is encrypted.");
        }

        if (type == Folder || (type is 0 or RegularFile && entry.FullName.EndsWith('/')))
        {
            AddFolder(path);
            return;
        }

        if (path.Length == 0 || type is not (0 or RegularFile or SymbolicLink))
        {
            throw new InvalidDataException($"The entry '{path}' is neither a file nor a folder nor a link.");
        }

        if (!taken.Add(path))
        {
            throw new InvalidDataException($"The entry '{path}' is there twice.");
        }

        AddFolder(path[..Math.Max(0, path.LastIndexOf('/'))]);
        if (type == SymbolicLink)
        {
            links.Add(path, ReadTarget(entry));
        }
        else
        {
            files.Add(new ZipItem(entry, path, ModeOf(attributes)));
        }
    }

    private void AddFolder(string path)
    {
        while (path.Length > 0 && folders.Add(path))
        {
            if (folders.Count > PackageLimits.Entries)
            {
                throw new InvalidDataException($"The archive names more than {PackageLimits.Entries} folders.");
            }

            path = path[..Math.Max(0, path.LastIndexOf('/'))];
        }
    }

    /// <summary>
    /// Whoever may run a file of the package at all is not its owner: everyone may read it, and run it if its owner may; only the
    /// owner writes, and nothing sets a user id.
    /// </summary>
    private static UnixFileMode ModeOf(int attributes)
    {
        var isExecutable = (attributes & (int)UnixFileMode.UserExecute) != 0;
        return UnixFileMode.UserWrite | Readable | (isExecutable ? Executable : UnixFileMode.None);
    }

    private static string ReadTarget(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var buffer = new byte[LongestTarget + 1];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (length > LongestTarget)
        {
            throw new InvalidDataException($"The target of the link '{entry.FullName}' is too long.");
        }

        return new UTF8Encoding(false, throwOnInvalidBytes: false).GetString(buffer, 0, length);
    }
}

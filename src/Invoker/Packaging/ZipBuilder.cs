using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Triggers.Invoker.Packaging;

/// <summary>
/// Makes packages of folders and of inline code. The same content gives the same bytes, and so the same hash: entries in order,
/// one fixed time, and of the permissions only whether a file is executable.
/// </summary>
public static class ZipBuilder
{
    private const int File644 = 0x81A4;
    private const int File755 = 0x81ED;
    private const int Link777 = 0xA1FF;

    /// <summary>The first moment a zip can tell.</summary>
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Packs a folder, without <c>.git</c>, <c>__pycache__</c>, <c>.triggers</c> and <c>node_modules/.cache</c>. Links are kept as
    /// links.
    /// </summary>
    /// <exception cref="PackageException">It is not there, is empty or too large, cannot be read, or a link leads out of it.</exception>
    public static async Task<BuiltPackage> FromFolderAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            var content = PackageFolder.Read(folder);
            var zip = new MemoryStream();
            await using (var archive = await ZipArchive.CreateAsync(zip, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken))
            {
                foreach (var (path, file) in content.Files)
                {
                    await using var entry = Add(archive, path, IsExecutable(file) ? File755 : File644);

                    // What says it has no bytes is not opened: a pipe among the files would be waited for.
                    if (file.Length > 0)
                    {
                        await using var source = file.OpenRead();
                        await source.CopyToAsync(entry, cancellationToken);
                    }

                    CheckSize(zip, file.FullName, folder);
                }

                foreach (var (path, target) in content.Links)
                {
                    await using var entry = Add(archive, path, Link777);
                    await entry.WriteAsync(Encoding.UTF8.GetBytes(target), cancellationToken);
                }
            }

            CheckSize(zip, null, folder);
            return Finish(zip);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PackageException($"The code folder {Path.GetFullPath(folder)} cannot be read: {exception.Message}");
        }
    }

    /// <summary>Packs inline code (<c>InlineCode</c>, <c>ZipFile</c>) as the one file that CloudFormation makes of it.</summary>
    /// <param name="runtime">Runtime identifier: Python gets <c>index.py</c>, Node gets <c>index.js</c>.</param>
    /// <param name="code">The code.</param>
    /// <exception cref="PackageException">The runtime takes no inline code.</exception>
    public static BuiltPackage FromInlineCode(string runtime, string code)
    {
        // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-lambda-function-code.html
        var name = runtime switch
        {
            _ when runtime.StartsWith("python", StringComparison.Ordinal) => "index.py",
            _ when runtime.StartsWith("nodejs", StringComparison.Ordinal) => "index.js",
            _ => throw new PackageException($"Inline code is for Python and Node.js; the runtime {runtime} needs a folder or a zip file."),
        };
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            using var entry = Add(archive, name, File644);
            entry.Write(Encoding.UTF8.GetBytes(code));
        }

        return Finish(zip);
    }

    private static Stream Add(ZipArchive archive, string path, int mode)
    {
        var entry = archive.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = Time;
        entry.ExternalAttributes = mode << 16;
        return entry.Open();
    }

    private static bool IsExecutable(FileInfo file) => !OperatingSystem.IsWindows() && (file.UnixFileMode & UnixFileMode.UserExecute) != 0;

    private static void CheckSize(MemoryStream zip, string? file, string folder)
    {
        if (zip.Length > PackageLimits.ZippedBytes)
        {
            var where = file is null ? "" : $" at {file}";
            throw new PackageException(
                $"The code folder {Path.GetFullPath(folder)} is too large: zipped it passes {PackageLimits.ZippedBytes / 1024 / 1024} MB{where}.");
        }
    }

    private static BuiltPackage Finish(MemoryStream zip)
    {
        var bytes = zip.GetBuffer().AsMemory(0, (int)zip.Length);
        return new BuiltPackage(Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), bytes);
    }
}

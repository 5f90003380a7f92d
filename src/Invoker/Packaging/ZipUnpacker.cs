using System.Buffers;
using System.IO.Compression;
using System.IO.Hashing;
using Triggers.Contracts;

namespace Triggers.Invoker.Packaging;

/// <summary>Unpacks an archive into an empty folder, within the limits, and never beside it.</summary>
internal static class ZipUnpacker
{
    private const UnixFileMode FolderMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute |
        UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Unpacks <paramref name="zip"/>; when it throws, the folder holds part of it and is the caller's to remove.</summary>
    /// <exception cref="InvalidDataException">It is no archive, or one that may not be unpacked.</exception>
    /// <exception cref="LambdaException">It is too large, or empty.</exception>
    public static void Unpack(Stream zip, string folder, CancellationToken cancellationToken)
    {
        using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
        var content = ZipContent.Read(archive);
        if (content.Files.Count == 0)
        {
            throw new LambdaException(LambdaErrors.InvalidParameterValue, "Uploaded file must be a non-empty zip");
        }

        MakeFolder(folder);
        foreach (var name in content.Folders.Order(StringComparer.Ordinal))
        {
            MakeFolder(Path.Combine(folder, name));
        }

        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            var left = PackageLimits.UnzippedBytes;
            foreach (var file in content.Files)
            {
                cancellationToken.ThrowIfCancellationRequested();
                left -= Write(file, Path.Combine(folder, file.Path), buffer, left);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        // Last, so that no file is ever written through a link.
        foreach (var (path, target) in content.Links)
        {
            File.CreateSymbolicLink(Path.Combine(folder, path), target);
        }
    }

    private static long Write(ZipItem file, string path, byte[] buffer, long left)
    {
        long written = 0;
        var checksum = new Crc32();
        using (var source = file.Entry.Open())
        using (var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            int read;
            while ((read = source.Read(buffer, 0, buffer.Length)) > 0)
            {
                written += read;
                if (written >= left)
                {
                    throw new LambdaException(
                        LambdaErrors.InvalidParameterValue, $"Unzipped size must be smaller than {PackageLimits.UnzippedBytes} bytes");
                }

                checksum.Append(buffer.AsSpan(0, read));
                target.Write(buffer, 0, read);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(target.SafeFileHandle, file.Mode);
            }
        }

        if (written != file.Entry.Length || checksum.GetCurrentHashAsUInt32() != file.Entry.Crc32)
        {
            throw new InvalidDataException($"The entry '{file.Path}' is damaged.");
        }

        // A zip has no time zone; compiled Python is valid only for the time its source had when it was packed.
        File.SetLastWriteTimeUtc(path, DateTime.SpecifyKind(file.Entry.LastWriteTime.DateTime, DateTimeKind.Utc));
        return written;
    }

    private static void MakeFolder(string path)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, FolderMode);
        }
    }
}

using System.Buffers;
using System.Collections.Concurrent;
using Triggers.Contracts;

namespace Triggers.Invoker.Packaging;

/// <summary>
/// Code packages by the SHA-256 of their bytes: verified, unpacked once however many functions use them, never changed. A
/// package is <c>{sha}/</c>, unpacked, beside <c>{sha}.zip</c>, as uploaded; the folder is put there last and whole, so what a
/// killed process leaves is in <c>incoming/</c> and goes at the next start.
/// </summary>
public sealed partial class CodeStore
{
    /// <summary>
    /// How long a package is kept that no function uses: longer than an invocation that still runs on it may take (15 minutes),
    /// and than a deployment takes from its upload to its last function.
    /// </summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromMinutes(20);

    private const string IncomingName = "incoming";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly string folder;
    private readonly string incoming;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> lastWanted = new(StringComparer.Ordinal);

    /// <summary>Takes the folder; what was left half done in it goes.</summary>
    internal CodeStore(string folder, TimeProvider time, ILogger<CodeStore> logger)
    {
        this.folder = folder;
        this.time = time;
        this.logger = logger;
        incoming = Path.Combine(folder, IncomingName);
        if (Directory.Exists(incoming))
        {
            Directory.Delete(incoming, recursive: true);
        }

        Directory.CreateDirectory(incoming);
    }

    /// <summary>The folder of the unpacked package, where the handler's files are.</summary>
    /// <param name="sha256">Lower-case hex.</param>
    /// <exception cref="LambdaException">There is no such package.</exception>
    public string FolderOf(string sha256)
    {
        var path = PathOf(sha256);
        return Directory.Exists(path) ? path : throw Missing(sha256);
    }

    /// <summary>The package as it was uploaded.</summary>
    /// <param name="sha256">Lower-case hex.</param>
    /// <exception cref="LambdaException">There is no such package.</exception>
    public string ZipPathOf(string sha256)
    {
        var path = PathOf(sha256) + ".zip";
        return File.Exists(path) ? path : throw Missing(sha256);
    }

    /// <summary>Opens the package as it was uploaded, or gives null: whoever reads it has it whole, even if it is removed meanwhile.</summary>
    /// <param name="sha256">Lower-case hex.</param>
    internal FileStream? OpenZip(string sha256)
    {
        try
        {
            return IsSha256(sha256) ? File.OpenRead(PathOf(sha256) + ".zip") : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The package, or null; asking keeps it for a while, as does adding it.</summary>
    internal CodePackage? Find(string sha256)
    {
        if (!IsSha256(sha256))
        {
            return null;
        }

        lock (gate)
        {
            var path = PathOf(sha256);
            var zip = new FileInfo(path + ".zip");
            if (!Directory.Exists(path) || !zip.Exists)
            {
                return null;
            }

            Touch(sha256);
            return new CodePackage(sha256, zip.Length);
        }
    }

    /// <summary>Takes a package in: checks it, unpacks it, and keeps it.</summary>
    /// <exception cref="LambdaException">It is too large, no zip, or may not be unpacked: AWS's texts.</exception>
    public Task<CodePackage> AddAsync(Stream zip, CancellationToken cancellationToken) => AddAsync(zip, null, cancellationToken);

    /// <summary>The same, for a package whose hash is known beforehand.</summary>
    internal async Task<CodePackage> AddAsync(Stream zip, string? expectedSha256, CancellationToken cancellationToken)
    {
        var place = Path.Combine(incoming, Guid.NewGuid().ToString("N"));
        var zipPlace = place + ".zip";
        try
        {
            CodePackage package;
            await using (var file = new FileStream(zipPlace, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0))
            {
                package = await PackageReceiver.ReceiveAsync(zip, file, cancellationToken);
                if (expectedSha256 is not null && expectedSha256 != package.Sha256)
                {
                    throw new LambdaException(
                        LambdaErrors.InvalidParameterValue, $"The package's SHA-256 is {package.Sha256}, not {expectedSha256} as announced.");
                }

                if (Find(package.Sha256) is { } known)
                {
                    return known;
                }

                file.Position = 0;
                await Task.Run(() => PackageReceiver.Unpack(file, place, cancellationToken), cancellationToken);
            }

            Keep(package.Sha256, place, zipPlace);
            Added(logger, package.Sha256, package.Size);
            return package;
        }
        finally
        {
            Discard(place);
            File.Delete(zipPlace);
        }
    }

    /// <summary>Says that a package is in use up to now.</summary>
    internal void Touch(string sha256) => lastWanted[sha256] = time.GetUtcNow();

    /// <summary>Removes the packages that are not in use and have not been for a while.</summary>
    /// <param name="inUse">Hashes of the packages that functions or environments use.</param>
    public Task CollectAsync(IReadOnlySet<string> inUse) => Task.Run(() => Collect(inUse));

    private void Collect(IReadOnlySet<string> inUse)
    {
        var names = Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileNameWithoutExtension(path));
        foreach (var sha256 in names.Where(IsSha256).ToHashSet(StringComparer.Ordinal))
        {
            if (inUse.Contains(sha256))
            {
                Touch(sha256);
                continue;
            }

            var trash = Path.Combine(incoming, Guid.NewGuid().ToString("N"));
            lock (gate)
            {
                if (lastWanted.TryGetValue(sha256, out var wanted) && time.GetUtcNow() - wanted < Grace)
                {
                    continue;
                }

                // Out of the way at once, so that whoever asks from here on uploads it again.
                lastWanted.TryRemove(sha256, out _);
                if (Directory.Exists(PathOf(sha256)))
                {
                    Directory.Move(PathOf(sha256), trash);
                }

                File.Delete(PathOf(sha256) + ".zip");
            }

            Discard(trash);
            Removed(logger, sha256);
        }
    }

    private void Keep(string sha256, string place, string zipPlace)
    {
        lock (gate)
        {
            Touch(sha256);
            if (Directory.Exists(PathOf(sha256)))
            {
                return;
            }

            File.Move(zipPlace, PathOf(sha256) + ".zip", overwrite: true);
            Directory.Move(place, PathOf(sha256));
        }
    }

    private static void Discard(string place)
    {
        if (Directory.Exists(place))
        {
            Directory.Delete(place, recursive: true);
        }
    }

    private string PathOf(string sha256) => IsSha256(sha256) ? Path.Combine(folder, sha256) : throw Missing(sha256);

    private static bool IsSha256(string text) => text.Length == 64 && !text.AsSpan().ContainsAnyExcept(HexDigits);

    private static LambdaException Missing(string sha256) => new(LambdaErrors.InvalidZipFile, $"There is no code package {sha256}.");

    [LoggerMessage(Level = LogLevel.Information, Message = "Code package {Sha256} of {Size} bytes was added")]
    private static partial void Added(ILogger logger, string sha256, long size);

    [LoggerMessage(Level = LogLevel.Information, Message = "Code package {Sha256} was removed: nothing uses it any more")]
    private static partial void Removed(ILogger logger, string sha256);
}

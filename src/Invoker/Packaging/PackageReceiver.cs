using System.Security.Cryptography;
using Triggers.Contracts;

namespace Triggers.Invoker.Packaging;

/// <summary>What happens to a package on its way in: written down and hashed, then unpacked; refusals are AWS's.</summary>
internal static class PackageReceiver
{
    /// <summary>Writes a package to the disk, as long as it is not too large.</summary>
    /// <exception cref="LambdaException">It is over 50 MB; no more of it was read.</exception>
    public static async Task<CodePackage> ReceiveAsync(Stream zip, FileStream file, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        long size = 0;
        int read;
        while ((read = await zip.ReadAsync(buffer, cancellationToken)) > 0)
        {
            size += read;
            if (size > PackageLimits.ZippedBytes)
            {
                throw new LambdaException(LambdaErrors.RequestTooLarge, $"Zipped size must be smaller than {PackageLimits.ZippedBytes} bytes");
            }

            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        file.Flush(flushToDisk: true);
        return new CodePackage(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
    }

    /// <summary>Unpacks a package to a new folder.</summary>
    /// <exception cref="LambdaException">It cannot be unpacked; the inner exception says why.</exception>
    public static void Unpack(FileStream zip, string place, CancellationToken cancellationToken)
    {
        try
        {
            ZipUnpacker.Unpack(zip, place, cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new LambdaException(
                LambdaErrors.InvalidParameterValue, "Could not unzip uploaded file. Please check your file, then try to upload again.", exception);
        }
    }
}

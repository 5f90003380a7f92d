using System.Security.Cryptography;
using Triggers.Host.Templates.Code;
using Triggers.Invoker.Packaging;

namespace Triggers.Host.Deployment;

/// <summary>Makes a package of a function's code.</summary>
internal static class CodePacker
{
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 50 MB zipped, for direct upload.
    private const long LongestZip = 50 * 1024 * 1024;

    /// <summary>The package.</summary>
    /// <exception cref="PackageException">The code cannot be packed.</exception>
    public static async Task<BuiltPackage> PackAsync(CodeSource source, CancellationToken cancellationToken) => source.Kind switch
    {
        CodeKind.Folder => await ZipBuilder.FromFolderAsync(source.Location, cancellationToken),
        CodeKind.Inline => ZipBuilder.FromInlineCode(source.Location, source.Text),
        _ => await ReadZipAsync(source.Location, cancellationToken),
    };

    private static async Task<BuiltPackage> ReadZipAsync(string path, CancellationToken cancellationToken)
    {
        var length = new FileInfo(path).Length;
        if (length > LongestZip)
            throw new PackageException($"The package {path} has {length} bytes; at most {LongestZip} are taken.");

        var zip = await File.ReadAllBytesAsync(path, cancellationToken);
        return new BuiltPackage(Convert.ToHexStringLower(SHA256.HashData(zip)), zip);
    }
}

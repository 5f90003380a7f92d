using Triggers.Contracts;

namespace Triggers.Invoker.Packaging;

/// <summary>Code packages by the SHA-256 of their bytes: verified, unpacked once, read-only.</summary>
public sealed class CodeStore
{
    /// <summary>The folder of the unpacked package, where the handler's files are.</summary>
    /// <param name="sha256">Lower-case hex.</param>
    public string FolderOf(string sha256) => throw new LambdaException(LambdaErrors.InvalidZipFile, $"No code package {sha256}.");
}

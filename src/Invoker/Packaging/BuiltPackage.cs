namespace Triggers.Invoker.Packaging;

/// <summary>A package made here.</summary>
/// <param name="Sha256">SHA-256 of <paramref name="Zip"/>, lower-case hex.</param>
/// <param name="Zip">The archive.</param>
public sealed record BuiltPackage(string Sha256, ReadOnlyMemory<byte> Zip);

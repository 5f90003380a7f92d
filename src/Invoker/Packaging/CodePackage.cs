namespace Triggers.Invoker.Packaging;

/// <summary>A code package in the store.</summary>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hex.</param>
/// <param name="Size">Its bytes, zipped.</param>
public sealed record CodePackage(string Sha256, long Size);

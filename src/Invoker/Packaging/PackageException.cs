namespace Triggers.Invoker.Packaging;

/// <summary>A folder cannot be made a package: the sentence names it and says what to do.</summary>
public sealed class PackageException(string message) : Exception(message);

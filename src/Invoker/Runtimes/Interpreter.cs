namespace Triggers.Invoker.Runtimes;

/// <summary>An interpreter that was started once and said what it is.</summary>
/// <param name="FileName">The real program, absolute, as it named itself: behind a shim of a version manager, not the shim.</param>
/// <param name="Version">Its version; for Node only the major number counts.</param>
internal sealed record Interpreter(string FileName, Version Version);

namespace Triggers.Invoker.Sandbox;

/// <summary>A process could not be started.</summary>
internal sealed class SandboxException(string message) : Exception(message);

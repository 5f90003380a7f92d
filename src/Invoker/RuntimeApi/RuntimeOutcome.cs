namespace Triggers.Invoker.RuntimeApi;

/// <summary>What a runtime posted for an invocation.</summary>
/// <param name="Payload">The bytes, as posted.</param>
/// <param name="IsError">True for an error document.</param>
/// <param name="ErrorType">The error's type header, or null.</param>
internal readonly record struct RuntimeOutcome(ReadOnlyMemory<byte> Payload, bool IsError, string? ErrorType);

namespace Triggers.Invoker.RuntimeApi;

/// <summary>A request's body.</summary>
/// <param name="Bytes">The bytes; empty when it was too large.</param>
/// <param name="IsTooLarge">True when it was longer than allowed: it was read past and dropped.</param>
internal readonly record struct RuntimeBody(ReadOnlyMemory<byte> Bytes, bool IsTooLarge);

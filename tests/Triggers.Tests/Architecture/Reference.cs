namespace Triggers.Tests.Architecture;

/// <summary>One type names another.</summary>
/// <param name="Space">The namespace of the type that names.</param>
/// <param name="Type">The type that names.</param>
/// <param name="TargetSpace">The namespace of the type that is named.</param>
/// <param name="Target">The type that is named.</param>
internal sealed record Reference(string Space, string Type, string TargetSpace, string Target);

namespace Triggers.Invoker.Functions;

/// <summary>A name for a version, optionally sending a share of the calls to a second one.</summary>
/// <param name="Name">The alias.</param>
/// <param name="FunctionVersion">The version it stands for.</param>
/// <param name="Description">Free text.</param>
/// <param name="RevisionId">Changes with every change; UUID.</param>
/// <param name="AdditionalVersion">The second version of a weighted alias, or null.</param>
/// <param name="AdditionalWeight">The second version's share, 0.0 to 1.0.</param>
public sealed record FunctionAlias(
    string Name, string FunctionVersion, string Description, string RevisionId, string? AdditionalVersion = null, double AdditionalWeight = 0);

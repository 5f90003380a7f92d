namespace Triggers.Invoker.Api.Shapes;

/// <summary>What <c>GetFunctionCodeSigningConfig</c> answers: no configuration.</summary>
internal sealed record CodeSigningConfigShape
{
    /// <summary>The function's name.</summary>
    public string? FunctionName { get; init; }
}

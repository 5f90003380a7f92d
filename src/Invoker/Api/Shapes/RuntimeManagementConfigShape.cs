namespace Triggers.Invoker.Api.Shapes;

/// <summary>How a function's runtime is kept current.</summary>
internal sealed record RuntimeManagementConfigShape
{
    /// <summary><c>Auto</c>.</summary>
    public string? UpdateRuntimeOn { get; init; }

    /// <summary>The function.</summary>
    public string? FunctionArn { get; init; }
}

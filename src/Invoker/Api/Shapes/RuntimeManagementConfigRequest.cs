namespace Triggers.Invoker.Api.Shapes;

/// <summary>What <c>PutRuntimeManagementConfig</c> asks for.</summary>
internal sealed record RuntimeManagementConfigRequest
{
    /// <summary><c>Auto</c>, <c>FunctionUpdate</c> or <c>Manual</c>.</summary>
    public string? UpdateRuntimeOn { get; init; }

    /// <summary>The version to stay at (Manual).</summary>
    public string? RuntimeVersionArn { get; init; }
}

namespace Triggers.Invoker.Api.Shapes;

/// <summary>What the two operations that set a function URL ask for.</summary>
internal sealed record FunctionUrlConfigRequest
{
    /// <summary><c>NONE</c> or <c>AWS_IAM</c>.</summary>
    public string? AuthType { get; init; }

    /// <summary><c>BUFFERED</c> or <c>RESPONSE_STREAM</c>.</summary>
    public string? InvokeMode { get; init; }

    /// <summary>CORS settings.</summary>
    public FunctionUrlCorsShape? Cors { get; init; }
}

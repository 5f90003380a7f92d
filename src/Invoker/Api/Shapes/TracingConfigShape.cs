namespace Triggers.Invoker.Api.Shapes;

/// <summary>X-Ray tracing.</summary>
internal sealed record TracingConfigShape
{
    /// <summary><c>PassThrough</c> or <c>Active</c>.</summary>
    public string? Mode { get; init; }
}

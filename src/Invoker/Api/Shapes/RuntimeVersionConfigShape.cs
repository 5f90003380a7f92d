namespace Triggers.Invoker.Api.Shapes;

/// <summary>The runtime's version.</summary>
internal sealed record RuntimeVersionConfigShape
{
    /// <summary>Its ARN.</summary>
    public string? RuntimeVersionArn { get; init; }
}

namespace Triggers.Invoker.Api.Shapes;

/// <summary>A layer version in use.</summary>
internal sealed record LayerShape
{
    /// <summary>Its ARN.</summary>
    public string? Arn { get; init; }

    /// <summary>Its size in bytes.</summary>
    public long? CodeSize { get; init; }
}

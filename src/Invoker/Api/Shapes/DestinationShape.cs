namespace Triggers.Invoker.Api.Shapes;

/// <summary>One destination.</summary>
internal sealed record DestinationShape
{
    /// <summary>Its ARN; empty = none.</summary>
    public string? Destination { get; init; }
}

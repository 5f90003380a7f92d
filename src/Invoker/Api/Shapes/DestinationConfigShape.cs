namespace Triggers.Invoker.Api.Shapes;

/// <summary>Where records of outcomes go.</summary>
internal sealed record DestinationConfigShape
{
    /// <summary>After success.</summary>
    public DestinationShape? OnSuccess { get; init; }

    /// <summary>After the last failure.</summary>
    public DestinationShape? OnFailure { get; init; }
}

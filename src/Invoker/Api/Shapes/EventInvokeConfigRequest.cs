namespace Triggers.Invoker.Api.Shapes;

/// <summary>What the two operations that set an event-invoke configuration ask for.</summary>
internal sealed record EventInvokeConfigRequest
{
    /// <summary>0 to 2.</summary>
    public int? MaximumRetryAttempts { get; init; }

    /// <summary>60 to 21600.</summary>
    public int? MaximumEventAgeInSeconds { get; init; }

    /// <summary>Where records of outcomes go.</summary>
    public DestinationConfigShape? DestinationConfig { get; init; }
}

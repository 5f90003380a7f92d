namespace Triggers.Invoker.Api.Shapes;

/// <summary>An event-invoke configuration.</summary>
internal sealed record EventInvokeConfigShape
{
    /// <summary>Seconds since 1970.</summary>
    public double? LastModified { get; init; }

    /// <summary>The function, always with a qualifier.</summary>
    public string? FunctionArn { get; init; }

    /// <summary>0 to 2.</summary>
    public int? MaximumRetryAttempts { get; init; }

    /// <summary>60 to 21600.</summary>
    public int? MaximumEventAgeInSeconds { get; init; }

    /// <summary>Where records of outcomes go.</summary>
    public DestinationConfigShape? DestinationConfig { get; init; }
}

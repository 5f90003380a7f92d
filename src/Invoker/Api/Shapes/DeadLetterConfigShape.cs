namespace Triggers.Invoker.Api.Shapes;

/// <summary>Where dead events go.</summary>
internal sealed record DeadLetterConfigShape
{
    /// <summary>A queue or topic; empty = nowhere.</summary>
    public string? TargetArn { get; init; }
}

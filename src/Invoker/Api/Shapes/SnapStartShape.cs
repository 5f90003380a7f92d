namespace Triggers.Invoker.Api.Shapes;

/// <summary>SnapStart, which does nothing here.</summary>
internal sealed record SnapStartShape
{
    /// <summary><c>None</c> or <c>PublishedVersions</c>.</summary>
    public string? ApplyOn { get; init; }

    /// <summary><c>Off</c>.</summary>
    public string? OptimizationStatus { get; init; }
}

namespace Triggers.Contracts.Hosting;

/// <summary>
/// The names under which this system measures and traces. What is not in these lists is neither scraped nor exported.
/// </summary>
public static class Telemetry
{
    /// <summary>Meter and activity source of the invoker: CloudWatch's metric names of a function.</summary>
    public const string Invoker = "Triggers.Invoker";

    /// <summary>Meter and activity source of the HTTP trigger.</summary>
    public const string Http = "Triggers.Http";

    /// <summary>Meter of the git trigger.</summary>
    public const string Git = "Triggers.Git";

    /// <summary>Every <see cref="System.Diagnostics.Metrics.Meter"/> of ours.</summary>
    public static IReadOnlyList<string> Meters { get; } = [Invoker, Http, Git];

    /// <summary>Every <see cref="System.Diagnostics.ActivitySource"/> of ours.</summary>
    public static IReadOnlyList<string> ActivitySources { get; } = [Invoker, Http];
}

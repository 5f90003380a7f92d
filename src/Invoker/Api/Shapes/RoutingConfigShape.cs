namespace Triggers.Invoker.Api.Shapes;

/// <summary>How an alias shares its calls.</summary>
internal sealed record RoutingConfigShape
{
    /// <summary>Share by version; one at most.</summary>
    public Dictionary<string, double>? AdditionalVersionWeights { get; init; }
}

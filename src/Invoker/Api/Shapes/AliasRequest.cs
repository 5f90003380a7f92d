namespace Triggers.Invoker.Api.Shapes;

/// <summary>What <c>CreateAlias</c> and <c>UpdateAlias</c> ask for.</summary>
internal sealed record AliasRequest
{
    /// <summary>The alias (create).</summary>
    public string? Name { get; init; }

    /// <summary>The version it stands for.</summary>
    public string? FunctionVersion { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>A second version and its share.</summary>
    public RoutingConfigShape? RoutingConfig { get; init; }

    /// <summary>Only if this is still the latest (update).</summary>
    public string? RevisionId { get; init; }
}

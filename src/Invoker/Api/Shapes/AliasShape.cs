namespace Triggers.Invoker.Api.Shapes;

/// <summary>An alias.</summary>
internal sealed record AliasShape
{
    /// <summary>Its ARN.</summary>
    public string? AliasArn { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The version it stands for.</summary>
    public string? FunctionVersion { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>A second version and its share.</summary>
    public RoutingConfigShape? RoutingConfig { get; init; }

    /// <summary>Changes with every change.</summary>
    public string? RevisionId { get; init; }
}

namespace Triggers.Invoker.Api.Shapes;

/// <summary>The answer of a list of things that are not served here.</summary>
internal sealed record EmptyListAnswer
{
    /// <summary>Event source mappings.</summary>
    public IReadOnlyList<string>? EventSourceMappings { get; init; }

    /// <summary>Layers.</summary>
    public IReadOnlyList<string>? Layers { get; init; }

    /// <summary>Layer versions.</summary>
    public IReadOnlyList<string>? LayerVersions { get; init; }

    /// <summary>Provisioned concurrency.</summary>
    public IReadOnlyList<string>? ProvisionedConcurrencyConfigs { get; init; }

    /// <summary>Code signing configurations.</summary>
    public IReadOnlyList<string>? CodeSigningConfigs { get; init; }
}

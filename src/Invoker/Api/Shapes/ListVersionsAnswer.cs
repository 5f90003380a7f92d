namespace Triggers.Invoker.Api.Shapes;

/// <summary>What <c>ListVersionsByFunction</c> answers.</summary>
internal sealed record ListVersionsAnswer
{
    /// <summary>A page.</summary>
    public IReadOnlyList<FunctionConfigurationShape>? Versions { get; init; }

    /// <summary>Where the next page begins.</summary>
    public string? NextMarker { get; init; }
}

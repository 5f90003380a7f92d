namespace Triggers.Invoker.Api.Shapes;

/// <summary>What <c>ListFunctions</c> answers.</summary>
internal sealed record ListFunctionsAnswer
{
    /// <summary>A page.</summary>
    public IReadOnlyList<FunctionConfigurationShape>? Functions { get; init; }

    /// <summary>Where the next page begins.</summary>
    public string? NextMarker { get; init; }
}

namespace Triggers.Invoker.Api.Shapes;

/// <summary>What <c>ListFunctionUrlConfigs</c> answers.</summary>
internal sealed record ListFunctionUrlConfigsAnswer
{
    /// <summary>A page.</summary>
    public IReadOnlyList<FunctionUrlConfigShape>? FunctionUrlConfigs { get; init; }

    /// <summary>Where the next page begins.</summary>
    public string? NextMarker { get; init; }
}

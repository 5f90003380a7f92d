namespace Triggers.Invoker.Api.Shapes;

/// <summary>What <c>ListAliases</c> answers.</summary>
internal sealed record ListAliasesAnswer
{
    /// <summary>A page.</summary>
    public IReadOnlyList<AliasShape>? Aliases { get; init; }

    /// <summary>Where the next page begins.</summary>
    public string? NextMarker { get; init; }
}

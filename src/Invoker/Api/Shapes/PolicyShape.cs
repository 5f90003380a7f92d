namespace Triggers.Invoker.Api.Shapes;

/// <summary>A resource policy.</summary>
internal sealed record PolicyShape
{
    /// <summary>The whole policy, as JSON text.</summary>
    public string? Policy { get; init; }

    /// <summary>Changes with every change.</summary>
    public string? RevisionId { get; init; }
}

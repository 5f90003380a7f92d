namespace Triggers.Invoker.Api.Shapes;

/// <summary>What happens to a chain of functions that calls itself: request and answer.</summary>
internal sealed record RecursionConfigShape
{
    /// <summary><c>Allow</c> or <c>Terminate</c>.</summary>
    public string? RecursiveLoop { get; init; }
}

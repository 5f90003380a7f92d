namespace Triggers.Invoker.Api.Shapes;

/// <summary>What <c>AddPermission</c> answers.</summary>
internal sealed record AddPermissionAnswer
{
    /// <summary>The statement, as JSON text.</summary>
    public string? Statement { get; init; }
}

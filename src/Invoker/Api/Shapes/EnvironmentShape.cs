namespace Triggers.Invoker.Api.Shapes;

/// <summary>A function's environment variables.</summary>
internal sealed record EnvironmentShape
{
    /// <summary>By name.</summary>
    public Dictionary<string, string>? Variables { get; init; }
}

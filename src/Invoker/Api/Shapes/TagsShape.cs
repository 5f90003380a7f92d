namespace Triggers.Invoker.Api.Shapes;

/// <summary>Tags: request and answer.</summary>
internal sealed record TagsShape
{
    /// <summary>By key.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}

namespace Triggers.Invoker.Api.Shapes;

/// <summary>What <c>PublishVersion</c> asks for.</summary>
internal sealed record PublishVersionRequest
{
    /// <summary>Only if the code is this (base64).</summary>
    public string? CodeSha256 { get; init; }

    /// <summary>The version's description.</summary>
    public string? Description { get; init; }

    /// <summary>Only if this is still the latest.</summary>
    public string? RevisionId { get; init; }
}

namespace Triggers.Invoker.Api.Shapes;

/// <summary>Where a function's code can be fetched.</summary>
internal sealed record CodeLocationShape
{
    /// <summary><c>S3</c>: what AWS calls a packaged function's.</summary>
    public string? RepositoryType { get; init; }

    /// <summary>An address that works for ten minutes.</summary>
    public string? Location { get; init; }
}

namespace Triggers.Invoker.Api.Shapes;

/// <summary>What <c>UpdateFunctionCode</c> asks for.</summary>
internal sealed record UpdateFunctionCodeRequest
{
    /// <summary>The package itself (base64 in JSON).</summary>
    public byte[]? ZipFile { get; init; }

    /// <summary>A bucket that holds it.</summary>
    public string? S3Bucket { get; init; }

    /// <summary>Its key there.</summary>
    public string? S3Key { get; init; }

    /// <summary>An image.</summary>
    public string? ImageUri { get; init; }

    /// <summary>Publish a version at once.</summary>
    public bool? Publish { get; init; }

    /// <summary>Check only.</summary>
    public bool? DryRun { get; init; }

    /// <summary>Only if this is still the latest.</summary>
    public string? RevisionId { get; init; }

    /// <summary>One of <c>x86_64</c>, <c>arm64</c>.</summary>
    public List<string>? Architectures { get; init; }
}

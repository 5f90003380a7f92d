namespace Triggers.Invoker.Api.Shapes;

/// <summary>Where a new function's code is.</summary>
internal sealed record FunctionCodeShape
{
    /// <summary>The package itself (base64 in JSON).</summary>
    public byte[]? ZipFile { get; init; }

    /// <summary>A bucket that holds it.</summary>
    public string? S3Bucket { get; init; }

    /// <summary>Its key there.</summary>
    public string? S3Key { get; init; }

    /// <summary>An image.</summary>
    public string? ImageUri { get; init; }
}

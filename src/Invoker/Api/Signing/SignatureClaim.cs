namespace Triggers.Invoker.Api.Signing;

/// <summary>A request's signature as the caller claims it, not yet checked.</summary>
internal sealed record SignatureClaim
{
    /// <summary>Whose signature it is.</summary>
    public required string AccessKey { get; init; }

    /// <summary>What it holds for.</summary>
    public required SignatureScope Scope { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Names of the signed headers, lower-case, in the caller's order.</summary>
    public required IReadOnlyList<string> SignedHeaders { get; init; }

    /// <summary>The signature, hex.</summary>
    public required string Signature { get; init; }

    /// <summary>How long a presigned address is good for; null when the signature came in a header.</summary>
    public TimeSpan? Expires { get; init; }
}

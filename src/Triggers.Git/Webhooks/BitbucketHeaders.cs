using Triggers.Git.Repositories;

namespace Triggers.Git.Webhooks;

/// <summary>What Bitbucket Cloud and Bitbucket Server have in common.</summary>
internal static class BitbucketHeaders
{
    /// <summary>The kind of a delivery.</summary>
    public const string Event = "X-Event-Key";

    private const string Signature = "X-Hub-Signature";

    /// <summary>Whether a delivery is signed.</summary>
    public static bool HasProof(IHeaderDictionary headers) => headers.ContainsKey(Signature);

    /// <summary>Whether the signature holds.</summary>
    public static bool IsProven(IHeaderDictionary headers, ReadOnlySpan<byte> body, WebhookSecret secret) =>
        WebhookSignature.IsHex(headers[Signature].ToString(), WebhookSignature.Prefix, body, secret.Key);
}

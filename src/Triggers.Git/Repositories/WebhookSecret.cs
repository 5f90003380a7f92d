using System.Text;

namespace Triggers.Git.Repositories;

/// <summary>A secret as the key of a signature.</summary>
internal sealed class WebhookSecret
{
    // https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md: the form of generated secrets.
    private const string GeneratedPrefix = "whsec_";

    public WebhookSecret(string text)
    {
        Key = Encoding.UTF8.GetBytes(text);
        var decoded = new byte[text.Length];
        SigningKey = text.StartsWith(GeneratedPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[GeneratedPrefix.Length..], decoded, out var length) ? decoded[..length] : Key;
    }

    /// <summary>The secret's own bytes.</summary>
    public byte[] Key { get; }

    /// <summary>The key of Standard Webhooks' signatures: what a generated secret holds in base64, else the same bytes.</summary>
    public byte[] SigningKey { get; }
}

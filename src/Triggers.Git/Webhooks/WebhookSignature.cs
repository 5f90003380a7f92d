using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Triggers.Git.Webhooks;

/// <summary>Signatures of deliveries. Each comparison takes the same time whatever it compares.</summary>
internal static class WebhookSignature
{
    /// <summary>What stands before the digits in GitHub's and Bitbucket's headers.</summary>
    public const string Prefix = "sha256=";

    private const int HashSize = 32;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Whether a header is <paramref name="prefix"/> and the HMAC-SHA256 of the body in lower-case hexadecimal digits.</summary>
    public static bool IsHex(string header, string prefix, ReadOnlySpan<byte> body, byte[] key)
    {
        Span<byte> hash = stackalloc byte[HashSize];
        HMACSHA256.HashData(key, body, hash);
        return IsSame(header, prefix + Convert.ToHexStringLower(hash));
    }

    /// <summary>Whether a header is the secret itself.</summary>
    public static bool IsSecret(string header, byte[] secret)
    {
        // Hashes are of one length: not even the secret's length can be measured.
        Span<byte> given = stackalloc byte[HashSize];
        Span<byte> expected = stackalloc byte[HashSize];
        SHA256.HashData(Encoding.UTF8.GetBytes(header), given);
        SHA256.HashData(secret, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }

    /// <summary>
    /// Whether one of the signatures in <c>webhook-signature</c> is that of the body, sent within five minutes of now.
    /// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
    /// </summary>
    public static bool IsStandard(IHeaderDictionary headers, ReadOnlySpan<byte> body, byte[] key, DateTimeOffset now)
    {
        var (id, timestamp) = (headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString());
        if (id.Length == 0 || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - (decimal)seconds) > (decimal)Skew.TotalSeconds)
        {
            return false;
        }

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        Span<byte> hash = stackalloc byte[HashSize];
        hmac.GetHashAndReset(hash);
        var expected = $"v1,{Convert.ToBase64String(hash)}";
        var isSame = false;
        foreach (var signature in headers["webhook-signature"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            isSame |= IsSame(signature, expected);
        }

        return isSame;
    }

    private static bool IsSame(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}

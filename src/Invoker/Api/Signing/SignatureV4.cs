using System.Security.Cryptography;
using System.Text;

namespace Triggers.Invoker.Api.Signing;

/// <summary>
/// The arithmetic of AWS Signature Version 4, free of any web framework:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html.
/// </summary>
internal static class SignatureV4
{
    /// <summary>The one algorithm there is.</summary>
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>In place of a payload's hash: the payload is not signed.</summary>
    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    /// <summary>How times are written: <c>20150830T123600Z</c>.</summary>
    public const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The last part of a credential scope.</summary>
    public const string ScopeEnd = "aws4_request";

    /// <summary>What is signed, before hashing.</summary>
    /// <param name="method">Upper-case.</param>
    /// <param name="path">The path as it was sent, still percent-encoded: services other than S3 sign it encoded once more.</param>
    /// <param name="query">The canonical query (<see cref="CanonicalQuery"/>).</param>
    /// <param name="headers">The signed headers: lower-case name and value, in the order of the list of signed headers.</param>
    /// <param name="payloadHash">Lower-case hex of the payload's SHA-256, or <see cref="UnsignedPayload"/>.</param>
    public static string CanonicalRequest(
        string method, string path, string query, IReadOnlyList<KeyValuePair<string, string>> headers, string payloadHash)
    {
        var text = new StringBuilder(512)
            .Append(method).Append('\n')
            .Append(CanonicalText.Encode(CanonicalText.NormalizePath(path), isSlashKept: true)).Append('\n')
            .Append(query).Append('\n');
        foreach (var (name, value) in headers)
        {
            text.Append(name).Append(':').Append(CanonicalText.Trim(value)).Append('\n');
        }

        return text.Append('\n')
            .AppendJoin(';', headers.Select(header => header.Key)).Append('\n')
            .Append(payloadHash).ToString();
    }

    /// <summary>Names and values decoded, encoded in the one strict way, and sorted; <paramref name="left"/> is left out.</summary>
    public static string CanonicalQuery(string rawQuery, string? left = null)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var pair in rawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = CanonicalText.Decode(equals < 0 ? pair : pair[..equals]);
            if (name != left)
            {
                var value = equals < 0 ? "" : CanonicalText.Decode(pair[(equals + 1)..]);
                pairs.Add(new(CanonicalText.Encode(name, isSlashKept: false), CanonicalText.Encode(value, isSlashKept: false)));
            }
        }

        pairs.Sort((one, other) => string.CompareOrdinal(one.Key, other.Key) is var order and not 0
            ? order
            : string.CompareOrdinal(one.Value, other.Value));
        return string.Join('&', pairs.Select(pair => $"{pair.Key}={pair.Value}"));
    }

    /// <summary>The signature of a canonical request, lower-case hex.</summary>
    public static string Sign(string secret, SignatureScope scope, string time, string canonicalRequest)
    {
        var toSign = $"{Algorithm}\n{time}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonicalRequest))}";
        return Convert.ToHexStringLower(Hmac(SigningKey(secret, scope), toSign));
    }

    /// <summary>The key that signs everything within one scope.</summary>
    public static byte[] SigningKey(string secret, SignatureScope scope)
    {
        var key = Hmac(Encoding.UTF8.GetBytes("AWS4" + secret), scope.Date);
        key = Hmac(key, scope.Region);
        key = Hmac(key, scope.Service);
        return Hmac(key, ScopeEnd);
    }

    /// <summary>SHA-256 in lower-case hex.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}

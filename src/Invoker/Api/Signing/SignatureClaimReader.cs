using System.Globalization;
using Microsoft.Extensions.Primitives;
using Triggers.Contracts;

namespace Triggers.Invoker.Api.Signing;

/// <summary>
/// Reads a request's signature from the <c>Authorization</c> header or, for presigned addresses, from the query. Names and texts of
/// the refusals are AWS's: https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html.
/// </summary>
internal static class SignatureClaimReader
{
    private const int LongestExpiry = 604_800;

    /// <summary>The claim of a request.</summary>
    /// <exception cref="LambdaException">There is none, or it cannot be read.</exception>
    public static SignatureClaim Read(HttpRequest request)
    {
        if (request.Headers.TryGetValue("Authorization", out var header) && header.Count > 0)
        {
            return FromHeader(header.ToString(), request.Headers);
        }

        return request.Query.ContainsKey("X-Amz-Signature") || request.Query.ContainsKey("X-Amz-Algorithm")
            ? FromQuery(request.Query)
            : throw new LambdaException(LambdaErrors.MissingAuthenticationToken, "Missing Authentication Token");
    }

    private static SignatureClaim FromHeader(string header, IHeaderDictionary headers)
    {
        string? credential = null, signedHeaders = null, signature = null;
        if (header.StartsWith(SignatureV4.Algorithm + " ", StringComparison.Ordinal))
        {
            foreach (var part in header[SignatureV4.Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var equals = part.IndexOf('=', StringComparison.Ordinal);
                var value = equals < 0 ? throw Incomplete(
                    $"'{part}' not a valid key=value pair (missing equal-sign) in Authorization header: '{header}'.") : part[(equals + 1)..];
                switch (part[..equals])
                {
                    case "Credential": credential = value; break;
                    case "SignedHeaders": signedHeaders = value; break;
                    case "Signature": signature = value; break;
                }
            }
        }

        var missing = Missing("Authorization header requires '{0}' parameter.", credential, signature, signedHeaders);
        var hasTime = TryReadTime(headers["X-Amz-Date"], out var time) || TryReadTime(headers["Date"], out time);
        if (!hasTime)
        {
            missing.Add("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }

        return missing.Count == 0
            ? Claim(credential!, signedHeaders!, signature!, time, expires: null)
            : throw Incomplete(string.Join(' ', missing));
    }

    private static SignatureClaim FromQuery(IQueryCollection query)
    {
        var missing = Missing("AWS query-string parameters must include 'X-Amz-{0}'.",
            One(query, "X-Amz-Credential"), One(query, "X-Amz-Signature"), One(query, "X-Amz-SignedHeaders"));
        if (!TryReadTime(query["X-Amz-Date"], out var time))
        {
            missing.Add("AWS query-string parameters must include 'X-Amz-Date'.");
        }

        if (query["X-Amz-Algorithm"] != SignatureV4.Algorithm)
        {
            missing.Add($"X-Amz-Algorithm only supports \"{SignatureV4.Algorithm}\".");
        }

        if (!int.TryParse(query["X-Amz-Expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > LongestExpiry)
        {
            missing.Add($"X-Amz-Expires must be a number of seconds, at most a week ({LongestExpiry}).");
        }

        return missing.Count == 0
            ? Claim(query["X-Amz-Credential"]!, query["X-Amz-SignedHeaders"]!, query["X-Amz-Signature"]!, time, TimeSpan.FromSeconds(seconds))
            : throw Incomplete(string.Join(' ', missing));
    }

    private static SignatureClaim Claim(string credential, string signedHeaders, string signature, DateTimeOffset time, TimeSpan? expires)
    {
        // The access key is all before the last four parts: keys of other systems may hold a slash.
        var parts = credential.Split('/');
        if (parts.Length < 5 || parts[^1] != SignatureV4.ScopeEnd)
        {
            throw Incomplete($"Credential must have at least 5 slash-delimited elements and end in '{SignatureV4.ScopeEnd}', e.g. " +
                $"keyid/date/region/service/{SignatureV4.ScopeEnd}, got '{credential}'.");
        }

        return new SignatureClaim
        {
            AccessKey = string.Join('/', parts[..^4]),
            Scope = new SignatureScope(parts[^4], parts[^3], parts[^2]),
            Time = time,
            SignedHeaders = signedHeaders.ToLowerInvariant().Split(';', StringSplitOptions.RemoveEmptyEntries),
            Signature = signature,
            Expires = expires,
        };
    }

    private static List<string> Missing(string sentence, string? credential, string? signature, string? signedHeaders)
    {
        var missing = new List<string>();
        foreach (var (name, value) in new[] { ("Credential", credential), ("Signature", signature), ("SignedHeaders", signedHeaders) })
        {
            if (string.IsNullOrEmpty(value))
            {
                missing.Add(string.Format(CultureInfo.InvariantCulture, sentence, name));
            }
        }

        return missing;
    }

    private static bool TryReadTime(StringValues text, out DateTimeOffset time)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, SignatureV4.TimeFormat, CultureInfo.InvariantCulture, utc, out time)
            || DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, utc, out time);
    }

    private static string? One(IQueryCollection query, string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;

    private static LambdaException Incomplete(string message) => new(LambdaErrors.IncompleteSignature, message);
}

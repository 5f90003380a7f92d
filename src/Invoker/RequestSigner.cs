using System.Globalization;
using Triggers.Invoker.Api.Signing;

namespace Triggers.Invoker;

/// <summary>Signs requests to a Lambda API that has credentials, as AWS's own clients do: for our command line.</summary>
/// <param name="accessKey">The access key.</param>
/// <param name="secret">Its secret.</param>
/// <param name="region">The region of the API.</param>
/// <param name="time">The clock.</param>
public sealed class RequestSigner(string accessKey, string secret, string region, TimeProvider time)
{
    /// <summary>Adds the signature to a request that is otherwise complete; its address must be absolute.</summary>
    public async Task SignAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var payloadHash = SignatureV4.Hash(body);
        var now = time.GetUtcNow().UtcDateTime.ToString(SignatureV4.TimeFormat, CultureInfo.InvariantCulture);
        request.Headers.Add("X-Amz-Content-Sha256", payloadHash);
        request.Headers.Add("X-Amz-Date", now);

        // The API wants every x-amz-* header signed, as AWS does.
        var signed = request.Headers
            .Where(header => header.Key.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase))
            .Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), string.Join(',', header.Value)))
            .Append(KeyValuePair.Create("host", address.Authority))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .ToList();
        var scope = new SignatureScope(now[..8], region, "lambda");
        var canonical = SignatureV4.CanonicalRequest(
            request.Method.Method, address.AbsolutePath, SignatureV4.CanonicalQuery(address.Query.TrimStart('?')), signed, payloadHash);
        request.Headers.TryAddWithoutValidation("Authorization",
            $"{SignatureV4.Algorithm} Credential={accessKey}/{scope}, SignedHeaders={string.Join(';', signed.Select(header => header.Key))}, " +
            $"Signature={SignatureV4.Sign(secret, scope, now, canonical)}");
    }
}

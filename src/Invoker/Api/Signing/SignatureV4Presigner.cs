using System.Globalization;
using Microsoft.Extensions.Options;
using Triggers.Contracts;

namespace Triggers.Invoker.Api.Signing;

/// <summary>Makes addresses on this API that can be fetched without credentials for a while: the download of a code package.</summary>
internal sealed class SignatureV4Presigner(IOptions<LambdaApiOptions> options, AwsIdentity identity, TimeProvider time)
{
    /// <summary>How long the address of a code package works, as on AWS (API_FunctionCodeLocation).</summary>
    private const int Seconds = 600;

    /// <summary>The address of <paramref name="path"/>, signed with the caller's access key when credentials are set.</summary>
    public string Presign(HttpRequest request, string path, string? accessKey)
    {
        var address = $"{request.Scheme}://{request.Host.Value}{path}";
        if (accessKey is null || !options.Value.Credentials.TryGetValue(accessKey, out var secret))
        {
            return address;
        }

        var now = time.GetUtcNow().UtcDateTime.ToString(SignatureV4.TimeFormat, CultureInfo.InvariantCulture);
        var scope = new SignatureScope(now[..8], identity.Region, "lambda");
        var query = SignatureV4.CanonicalQuery(
            $"X-Amz-Algorithm={SignatureV4.Algorithm}&X-Amz-Credential={CanonicalText.Encode($"{accessKey}/{scope}", isSlashKept: false)}" +
            $"&X-Amz-Date={now}&X-Amz-Expires={Seconds}&X-Amz-SignedHeaders=host");
        var canonical = SignatureV4.CanonicalRequest(
            HttpMethods.Get, path, query, [KeyValuePair.Create("host", request.Host.Value!)], SignatureV4.Hash([]));
        return $"{address}?{query}&X-Amz-Signature={SignatureV4.Sign(secret, scope, now, canonical)}";
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Invoker.Api.Requests;

namespace Triggers.Invoker.Api.Signing;

/// <summary>
/// Checks that a request was signed with one of our credentials, for our region and this service, within five minutes, and that
/// neither its address, its signed headers nor its body was changed since.
/// </summary>
internal sealed class SignatureV4Verifier(IOptions<LambdaApiOptions> options, AwsIdentity identity, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Returns the access key that signed the request.</summary>
    /// <exception cref="LambdaException">Not signed, or not rightly: AWS's names and texts.</exception>
    public async ValueTask<string> VerifyAsync(HttpContext context)
    {
        var request = context.Request;
        var claim = SignatureClaimReader.Read(request);
        if (!options.Value.Credentials.TryGetValue(claim.AccessKey, out var secret))
        {
            throw new LambdaException(LambdaErrors.UnrecognizedClient, "The security token included in the request is invalid.");
        }

        CheckTime(claim);
        CheckScope(claim, context.GetEndpoint()?.Metadata.GetMetadata<SigningServices>() ?? SigningServices.Lambda);
        CheckCoverage(claim, request.Headers);

        // The body comes last: nobody without an access key makes us read one.
        var payloadHash = await PayloadHashAsync(context);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var canonical = SignatureV4.CanonicalRequest(
            request.Method,
            mark < 0 ? target : target[..mark],
            mark < 0 ? "" : SignatureV4.CanonicalQuery(target[(mark + 1)..], left: claim.Expires is null ? null : "X-Amz-Signature"),
            [.. claim.SignedHeaders.Select(name => KeyValuePair.Create(name, string.Join(',', request.Headers[name].AsEnumerable())))],
            payloadHash);
        var expected = SignatureV4.Sign(secret, claim.Scope, Format(claim.Time), canonical);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(claim.Signature))
            ? claim.AccessKey
            : throw Mismatch();
    }

    private static async ValueTask<string> PayloadHashAsync(HttpContext context)
    {
        var stated = context.Request.Headers["X-Amz-Content-Sha256"].ToString();
        if (stated == SignatureV4.UnsignedPayload)
        {
            return stated;
        }

        var actual = SignatureV4.Hash((await RequestBody.KeepAsync(context)).Span);
        return stated.Length == 0 || stated == actual ? actual : throw Mismatch();
    }

    private void CheckTime(SignatureClaim claim)
    {
        var now = time.GetUtcNow();
        if (claim.Time > now + Skew)
        {
            throw new LambdaException(LambdaErrors.InvalidSignature,
                $"Signature not yet current: {Format(claim.Time)} is still later than {Format(now + Skew)} ({Format(now)} + 5 min.)");
        }

        var end = claim.Time + (claim.Expires ?? Skew);
        if (end < now)
        {
            throw new LambdaException(LambdaErrors.InvalidSignature, claim.Expires is null
                ? $"Signature expired: {Format(claim.Time)} is now earlier than {Format(now - Skew)} ({Format(now)} - 5 min.)"
                : $"Signature expired: {Format(end)} is now earlier than {Format(now)}");
        }
    }

    private void CheckScope(SignatureClaim claim, SigningServices services)
    {
        var date = claim.Time.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var wrong = claim.Scope switch
        {
            { Service: var service } when !services.Names.Contains(service) =>
                $"Credential should be scoped to correct service: '{string.Join("' or '", services.Names)}'.",
            { Region: var region } when region != identity.Region =>
                $"Credential should be scoped to a valid region, not '{region}'. This server's is '{identity.Region}'.",
            { Date: var scoped } when scoped != date =>
                $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{scoped}' != '{date}'.",
            _ => null,
        };
        if (wrong is not null)
        {
            throw new LambdaException(LambdaErrors.InvalidSignature, wrong);
        }
    }

    // Host and every x-amz-* header must be signed, else they could be changed on the way.
    private static void CheckCoverage(SignatureClaim claim, IHeaderDictionary headers)
    {
        var unsigned = headers.Keys.Append("host").FirstOrDefault(name =>
            (name.Equals("host", StringComparison.OrdinalIgnoreCase) || name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase))
            && !claim.SignedHeaders.Contains(name.ToLowerInvariant()));
        if (unsigned is not null)
        {
            throw new LambdaException(LambdaErrors.InvalidSignature, unsigned.Equals("host", StringComparison.OrdinalIgnoreCase)
                ? "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
                : $"'{unsigned}' must be a 'SignedHeader' in the AWS Authorization.");
        }
    }

    private static string Format(DateTimeOffset moment) => moment.UtcDateTime.ToString(SignatureV4.TimeFormat, CultureInfo.InvariantCulture);

    private static LambdaException Mismatch() => new(LambdaErrors.InvalidSignature,
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. " +
        "Consult the service documentation for details.");
}

using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Triggers.Http.Requests;

namespace Triggers.Http.Authorizers;

/// <summary>
/// JWT authorizers of HTTP APIs. A token that was found good is not checked again for a while, and never beyond its end.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
/// </summary>
internal sealed class JwtAuthorizer : IDisposable
{
    private const int LargestKeys = 150_000;
    private const int MostKept = 10_000;
    private const int LongestToken = 16 * 1024;

    private static readonly TimeSpan KeysTimeout = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan LongestKept = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = LongestToken };
    private readonly ConcurrentDictionary<string, JwtIssuer> issuers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Token, JwtRules Rules), Kept> kept = new();
    private readonly HttpClient client = new() { Timeout = KeysTimeout, MaxResponseContentBufferSize = LargestKeys };
    private readonly TimeProvider clock;
    private readonly ILogger<JwtAuthorizer> logger;

    public JwtAuthorizer(TimeProvider clock, ILogger<JwtAuthorizer> logger)
    {
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>Lets a request pass, with its claims in the call; or answers it.</summary>
    public async ValueTask<bool> PassAsync(HttpContext context, HttpCall call, JwtRules rules)
    {
        if (rules.TokenOf(call) is not { } token)
        {
            await RefuseAsync(context, call, call.Refusals.Unauthorized, "Bearer");
            return false;
        }

        if (kept.TryGetValue((token, rules), out var known) && known.Until > clock.GetUtcNow())
        {
            call.Jwt = known.Claims;
            return true;
        }

        try
        {
            return await CheckAsync(context, call, rules, token);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException or InvalidOperationException or ArgumentException or UriFormatException)
        {
            logger.KeysUnreachable(e, call.Route.Key, rules.Issuer);
            await RefuseAsync(context, call, call.Refusals.InternalError, challenge: null);
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<bool> CheckAsync(HttpContext context, HttpCall call, JwtRules rules, string token)
    {
        var issuer = issuers.GetOrAdd(rules.Issuer, name => new JwtIssuer(name, client, clock));
        var result = await ValidateAsync(rules, token, await issuer.KeysAsync(isUnknown: false));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            result = await ValidateAsync(rules, token, await issuer.KeysAsync(isUnknown: true));
        }

        if (!result.IsValid || result.SecurityToken is not JsonWebToken good)
        {
            logger.TokenRefused(call.Route.Key, result.Exception?.GetType().Name ?? "no token");
            await RefuseAsync(context, call, call.Refusals.Unauthorized, $"Bearer scope=\"{string.Join(' ', rules.Scopes)}\" error=\"invalid_token\" error_description=\"{Describe(result.Exception)}\"");
            return false;
        }

        var scopes = rules.Scopes.Intersect(JwtClaims.ScopesOf(good), StringComparer.Ordinal).ToArray();
        if (rules.Scopes.Length > 0 && scopes.Length == 0)
        {
            await RefuseAsync(context, call, call.Refusals.Forbidden, $"Bearer scope=\"{string.Join(' ', rules.Scopes)}\" error=\"insufficient_scope\" error_description=\"the token does not have a sufficient scope\"");
            return false;
        }

        call.Jwt = JwtClaims.Of(good, scopes);
        Keep((token, rules), new Kept(call.Jwt, Earlier(clock.GetUtcNow() + LongestKept, new DateTimeOffset(good.ValidTo))));
        return true;
    }

    private Task<TokenValidationResult> ValidateAsync(JwtRules rules, string token, ICollection<SecurityKey> keys) => handler.ValidateTokenAsync(token, new TokenValidationParameters
    {
        ValidIssuer = rules.Issuer,
        IssuerSigningKeys = keys,

        // "API Gateway supports RSA-based algorithms": so never a key of the client's own making, and never none.
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
        RequireSignedTokens = true,
        TryAllIssuerSigningKeys = false,
        AudienceValidator = (audiences, read, _) => IsForUs(rules, audiences, read),
        LifetimeValidator = (notBefore, expires, read, _) => IsOfNow(notBefore, expires, read),
    });

    private static bool IsForUs(JwtRules rules, IEnumerable<string> audiences, SecurityToken token)
    {
        // A token without an audience is judged by the client it was made for.
        var named = audiences.Any() || token is not JsonWebToken jwt ? audiences : jwt.Claims.Where(claim => claim.Type == "client_id").Select(claim => claim.Value);
        return named.Intersect(rules.Audience, StringComparer.Ordinal).Any();
    }

    private bool IsOfNow(DateTime? notBefore, DateTime? expires, SecurityToken token)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires > now && !(notBefore > now) && !(token is JsonWebToken { IssuedAt: var issued } && issued > now);
    }

    private static string Describe(Exception? problem) => problem switch
    {
        SecurityTokenInvalidAudienceException => "the token does not have a valid audience",
        SecurityTokenInvalidIssuerException => "the issuer of the token is not valid",
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNoExpirationException => "the token has expired or is not yet valid",
        SecurityTokenInvalidAlgorithmException => "signing method is invalid",
        SecurityTokenSignatureKeyNotFoundException => "unable to find the token's key",
        _ => "the token is not valid",
    };

    private static ValueTask RefuseAsync(HttpContext context, HttpCall call, HttpRefusal refusal, string? challenge) =>
        refusal.SendAsync(context, call.Ids, call.Route.Api.Cors, challenge: challenge);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    // Full means that far more tokens are about than are kept: start anew, which costs each of them one check.
    private void Keep((string Token, JwtRules Rules) key, Kept value)
    {
        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }

        kept[key] = value;
    }

    private sealed record Kept(JwtClaims Claims, DateTimeOffset Until);
}

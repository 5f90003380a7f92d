using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Triggers.Http.Authorizers;

/// <summary>
/// The keys of an issuer, fetched once for all who wait and kept. An issuer that cannot be reached is not asked again for a
/// moment, nor is one asked for an unknown key over and over: otherwise anybody could make us do it.
/// </summary>
internal sealed class JwtIssuer(string issuer, HttpClient client, TimeProvider clock)
{
    // "API Gateway can cache the public key for two hours":
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
    private static readonly TimeSpan LongestKept = TimeSpan.FromHours(2);
    private static readonly TimeSpan LeastBetween = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeastAfterFailure = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private Task<ICollection<SecurityKey>>? fetching;
    private DateTimeOffset fetchedAt;

    /// <summary>The issuer's keys.</summary>
    /// <param name="isUnknown">True when the keys that are kept have not the one that is needed.</param>
    public Task<ICollection<SecurityKey>> KeysAsync(bool isUnknown)
    {
        lock (gate)
        {
            var age = clock.GetUtcNow() - fetchedAt;
            var isStale = fetching is null || (fetching.IsCompleted && age >= (fetching.IsFaulted ? LeastAfterFailure : isUnknown ? LeastBetween : LongestKept));
            if (isStale)
            {
                fetchedAt = clock.GetUtcNow();
                fetching = FetchAsync();
            }

            return fetching!;
        }
    }

    private async Task<ICollection<SecurityKey>> FetchAsync()
    {
        // Whoever asked first does not fetch for the others under the lock.
        await Task.Yield();
        var address = new Uri($"{issuer.TrimEnd('/')}/.well-known/openid-configuration");

        // On the own machine an issuer may do without TLS: nobody is in between.
        var retriever = new HttpDocumentRetriever(client) { RequireHttps = !address.IsLoopback };
        var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(address.AbsoluteUri, retriever, CancellationToken.None);
        return configuration.SigningKeys;
    }
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Triggers.Tests.Http.Authorizers;

/// <summary>JWT authorizers, with an issuer on a real server.</summary>
public sealed class JwtTests : IAsyncLifetime
{
    private const string Unauthorized = """{"message":"Unauthorized"}""";

    private TestIssuer issuer = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // The moment of the tests' clock.
    private static long Now => new DateTimeOffset(2020, 3, 12, 19, 3, 58, TimeSpan.Zero).ToUnixTimeSeconds();

    public async ValueTask InitializeAsync() => issuer = await TestIssuer.StartAsync();

    public ValueTask DisposeAsync() => issuer.DisposeAsync();

    [Fact]
    public async Task A_good_token_passes_and_its_claims_are_in_the_event()
    {
        await using var gateway = await StartAsync(""","Scopes":["read","write"]""");
        var claims = Claims();
        claims["scope"] = "write admin";
        claims["groups"] = new JsonArray("a", "b");
        Assert.Equal((200, "ok"), await CallAsync(gateway, issuer.Token(claims)));
        HttpEventV2Tests.AssertSame(JsonNode.Parse($$$"""
            { "jwt": { "claims": { "iss": "{{{issuer.Url}}}", "aud": "us", "exp": "{{{Now + 60}}}", "sub": "ada", "scope": "write admin", "groups": "[a b]" }, "scopes": ["write"] } }
            """)!, gateway.Event()["requestContext"]!["authorizer"]!);
    }

    [Fact]
    public async Task Payload_format_1_has_the_claims_without_the_kind()
    {
        await using var gateway = await StartAsync("", ""","PayloadFormatVersion":"1.0" """);
        Assert.Equal(200, (await CallAsync(gateway, issuer.Token(Claims()))).Status);
        var authorizer = gateway.Event()["requestContext"]!["authorizer"]!.AsObject();
        Assert.Equal(("ada", true, null), (authorizer["claims"]!["sub"]!.GetValue<string>(), authorizer.ContainsKey("scopes"), authorizer["scopes"]));
    }

    public static TheoryData<string, JsonObject, string, string?> BadTokens() => new()
    {
        { "expired", new JsonObject { ["exp"] = Now - 1 }, "RS256", null },
        { "without an end", new JsonObject { ["exp"] = null }, "RS256", null },
        { "not yet valid", new JsonObject { ["nbf"] = Now + 10 }, "RS256", null },
        { "issued in the future", new JsonObject { ["iat"] = Now + 10 }, "RS256", null },
        { "of another issuer", new JsonObject { ["iss"] = "https://evil.example" }, "RS256", null },
        { "for another audience", new JsonObject { ["aud"] = "them" }, "RS256", null },
        { "for another client", new JsonObject { ["aud"] = null, ["client_id"] = "them" }, "RS256", null },
        { "unsigned", [], "none", null },
        { "signed with the public key as a secret", [], "HS256", null },
        { "of an unknown key", [], "RS256", "k9" },
    };

    [Theory]
    [MemberData(nameof(BadTokens), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_token_is_401(string what, JsonObject changes, string algorithm, string? keyId)
    {
        Assert.NotEmpty(what);
        await using var gateway = await StartAsync("");
        var claims = Claims();
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                claims.Remove(name);
            }
            else
            {
                claims[name] = value.DeepClone();
            }
        }

        Assert.Equal((401, Unauthorized), await CallAsync(gateway, issuer.Token(claims, keyId, algorithm)));
        Assert.Empty(gateway.Bus.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task No_token_is_401_too(string? sent)
    {
        await using var gateway = await StartAsync("");
        using var request = new HttpRequestMessage(HttpMethod.Get, gateway.Address);
        if (sent is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", sent);
        }

        using var answer = await gateway.Client.SendAsync(request, Cancellation);
        Assert.Equal((401, Unauthorized), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
        Assert.StartsWith("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Empty(gateway.Bus.Requests);
    }

    [Fact]
    public async Task A_changed_or_oversized_token_is_401()
    {
        await using var gateway = await StartAsync("");
        var token = issuer.Token(Claims());
        var other = Claims();
        other["sub"] = "eve";
        var forged = $"{token.Split('.')[0]}.{issuer.Token(other).Split('.')[1]}.{token.Split('.')[2]}";
        Assert.Equal((401, Unauthorized), await CallAsync(gateway, forged));
        other["padding"] = new string('x', 15_000);
        Assert.Equal((401, Unauthorized), await CallAsync(gateway, issuer.Token(other)));
    }

    [Fact]
    public async Task Lacking_scopes_are_403()
    {
        await using var gateway = await StartAsync(""","Scopes":["read"]""");
        Assert.Equal((403, """{"message":"Forbidden"}"""), await CallAsync(gateway, issuer.Token(Claims())));
    }

    [Fact]
    public async Task The_client_id_stands_in_for_an_audience_and_the_query_for_a_header()
    {
        await using var gateway = await StartAsync(""","IdentitySource":"$request.querystring.token" """);
        var claims = Claims();
        claims.Remove("aud");
        claims["client_id"] = "us";
        using var answer = await gateway.Client.GetAsync(new Uri($"/?a=1&token={issuer.Token(claims)}", UriKind.Relative), Cancellation);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Keys_are_fetched_once_and_again_for_a_new_key_but_not_for_each()
    {
        await using var gateway = await StartAsync("");
        await CallAsync(gateway, issuer.Token(Claims()));
        await CallAsync(gateway, issuer.Token(Claims()));
        Assert.Equal(1, issuer.Fetched);
        issuer.KeyId = "k2";
        Assert.Equal(401, (await CallAsync(gateway, issuer.Token(Claims()))).Status);
        Assert.Equal(1, issuer.Fetched);
        gateway.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(200, (await CallAsync(gateway, issuer.Token(Claims()))).Status);
        Assert.Equal(401, (await CallAsync(gateway, issuer.Token(Claims(), "k3"))).Status);
        Assert.Equal(2, issuer.Fetched);
    }

    [Fact]
    public async Task A_token_that_was_good_is_refused_after_its_end()
    {
        await using var gateway = await StartAsync("");
        var token = issuer.Token(Claims());
        Assert.Equal(200, (await CallAsync(gateway, token)).Status);
        gateway.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(200, (await CallAsync(gateway, token)).Status);
        gateway.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(401, (await CallAsync(gateway, token)).Status);
    }

    [Fact]
    public async Task Keys_that_cannot_be_had_are_500_and_asked_for_again_only_later()
    {
        await using var gateway = await StartAsync("");
        issuer.Keys = context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        var token = issuer.Token(Claims());
        Assert.Equal((500, """{"message":"Internal Server Error"}"""), await CallAsync(gateway, token));
        var fetched = issuer.Fetched;
        Assert.Equal(500, (await CallAsync(gateway, token)).Status);
        Assert.Equal(fetched, issuer.Fetched);
        Assert.Contains(gateway.Log.From(LogLevel.Error), line => line.Contains($"the keys of the issuer {issuer.Url} cannot be had", StringComparison.Ordinal));
        issuer.Keys = null;
        gateway.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(200, (await CallAsync(gateway, token)).Status);
    }

    [Fact]
    public async Task Keys_that_are_slow_or_huge_are_500()
    {
        await using var gateway = await StartAsync("");
        issuer.Keys = async context => await context.Response.WriteAsync(new string(' ', 10_000_000), context.RequestAborted);
        Assert.Equal(500, (await CallAsync(gateway, issuer.Token(Claims()))).Status);
        gateway.Clock.Advance(TimeSpan.FromSeconds(6));
        issuer.Keys = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        Assert.Equal(500, (await CallAsync(gateway, issuer.Token(Claims()))).Status);
    }

    [Theory]
    [InlineData("""{"Type":"REQUEST"}""", "authorizers of the type REQUEST are not served")]
    [InlineData("""{"Type":"JWT","Issuer":"http://issuer.example","Audience":["us"]}""", "the issuer of its authorizer must be an https address, was 'http://issuer.example'")]
    [InlineData("""{"Type":"JWT","Issuer":"https://issuer.example","IdentitySource":"$context.path"}""", "the identity source of its authorizer must be $request.header.… or $request.querystring.…, was '$context.path'")]
    public async Task An_authorizer_that_cannot_be_served_closes_its_route(string authorizer, string reason)
    {
        await using var gateway = await Gateway.StartAsync([Sources.Route("a1b2c3d4e5", "GET /", "f", $$""","Authorizer":{{authorizer}}""")]);
        Assert.Equal(500, (await CallAsync(gateway, issuer.Token(Claims()))).Status);
        Assert.Empty(gateway.Bus.Requests);
        Assert.Contains(gateway.Log.From(LogLevel.Warning), line => line.EndsWith($"will answer 500: {reason}", StringComparison.Ordinal));
    }

    private JsonObject Claims() => new() { ["iss"] = issuer.Url, ["aud"] = "us", ["exp"] = Now + 60, ["sub"] = "ada" };

    private Task<Gateway> StartAsync(string more, string ofRoute = "") => Gateway.StartAsync(
        [Sources.Route("a1b2c3d4e5", "GET /", "f", $$$""","Authorizer":{"Type":"JWT","Issuer":"{{{issuer.Url}}}","Audience":["us","we"]{{{more}}} }{{{ofRoute}}}""")]);

    private static async Task<(int Status, string Body)> CallAsync(Gateway gateway, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, gateway.Address);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var answer = await gateway.Client.SendAsync(request, Cancellation);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }
}

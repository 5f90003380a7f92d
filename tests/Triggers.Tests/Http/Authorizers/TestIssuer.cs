using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Triggers.Tests.Http.Authorizers;

/// <summary>An issuer of tokens on a real server, with a key of its own.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RSA key = RSA.Create(2048);

    private TestIssuer(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single();

    /// <summary>How often the keys were fetched.</summary>
    public int Fetched { get; private set; }

    /// <summary>The name of the key in force.</summary>
    public string KeyId { get; set; } = "k1";

    /// <summary>Answers for the keys in place of the issuer, when set.</summary>
    public Func<HttpContext, Task>? Keys { get; set; }

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var issuer = new TestIssuer(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new JsonObject { ["issuer"] = issuer.Url, ["jwks_uri"] = $"{issuer.Url}/keys" }));
        app.MapGet("/keys", issuer.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return issuer;
    }

    /// <summary>A token signed with the issuer's key.</summary>
    public string Token(JsonObject claims, string? keyId = null, string algorithm = "RS256")
    {
        var text = $"{Encode(new JsonObject { ["alg"] = algorithm, ["kid"] = keyId ?? KeyId, ["typ"] = "JWT" })}.{Encode(claims)}";
        var bytes = Encoding.UTF8.GetBytes(text);
        var signature = algorithm switch
        {
            "RS256" => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),

            // The old trick: the public key taken for a shared secret.
            "HS256" => HMACSHA256.HashData(key.ExportSubjectPublicKeyInfo(), bytes),
            _ => [],
        };
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    public ValueTask DisposeAsync()
    {
        key.Dispose();
        return app.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        Fetched++;
        if (Keys is not null)
        {
            return Keys(context);
        }

        var parameters = key.ExportParameters(includePrivateParameters: false);
        return context.Response.WriteAsJsonAsync(new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["alg"] = "RS256",
                ["kid"] = KeyId,
                ["n"] = Base64Url.EncodeToString(parameters.Modulus),
                ["e"] = Base64Url.EncodeToString(parameters.Exponent),
            }),
        });
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}

using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Triggers.Http.Authorizers;

/// <summary>What a good token says, as events show it: <c>claims</c>, an object of texts, and <c>scopes</c>, a list or null.</summary>
/// <param name="Claims">The claims as JSON.</param>
/// <param name="Scopes">The scopes of the route that the token has, as JSON.</param>
internal sealed record JwtClaims(byte[] Claims, byte[] Scopes)
{
    /// <summary>The claims of a token, for a route that asked for scopes and found these.</summary>
    public static JwtClaims Of(JsonWebToken token, IReadOnlyCollection<string> scopes)
    {
        using var payload = JsonDocument.Parse(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        var claims = payload.RootElement.EnumerateObject().DistinctBy(claim => claim.Name).ToDictionary(claim => claim.Name, claim => TextOf(claim.Value));
        return new JwtClaims(JsonSerializer.SerializeToUtf8Bytes(claims), scopes.Count == 0 ? "null"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(scopes));
    }

    /// <summary>A token's scopes: <c>scope</c> or <c>scp</c>, a text with blanks or a list.</summary>
    public static IEnumerable<string> ScopesOf(JsonWebToken token) =>
        token.Claims.Where(claim => claim.Type is "scope" or "scp").SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Writes the two members.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WritePropertyName("claims"u8);
        writer.WriteRawValue(Claims, skipInputValidation: true);
        writer.WritePropertyName("scopes"u8);
        writer.WriteRawValue(Scopes, skipInputValidation: true);
    }

    // Every claim is text on AWS; of a list, its items between brackets.
    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => $"[{string.Join(' ', value.EnumerateArray().Select(TextOf))}]",
        _ => value.GetRawText(),
    };
}

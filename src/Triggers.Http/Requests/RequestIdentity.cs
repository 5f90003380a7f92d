using System.Text.Json;
using Triggers.Http.Routing;

namespace Triggers.Http.Requests;

/// <summary><c>requestContext.identity</c> of payload format 1.0: for an open route only the address and the user agent are known.</summary>
internal static class RequestIdentity
{
    private static readonly JsonEncodedText Member = HttpApi.Encode("identity");
    private static readonly JsonEncodedText SourceIp = HttpApi.Encode("sourceIp");
    private static readonly JsonEncodedText UserAgent = HttpApi.Encode("userAgent");

    private static readonly JsonEncodedText[] Unknown =
    [
        .. new[]
        {
            "accessKey", "accountId", "caller", "cognitoAuthenticationProvider", "cognitoAuthenticationType", "cognitoIdentityId",
            "cognitoIdentityPoolId", "principalOrgId", "user", "userArn",
        }.Select(HttpApi.Encode),
    ];

    /// <summary>Writes the member.</summary>
    public static void Write(Utf8JsonWriter writer, HttpCall call)
    {
        writer.WriteStartObject(Member);
        foreach (var name in Unknown)
        {
            writer.WriteNull(name);
        }

        writer.WriteString(SourceIp, call.SourceIp);
        writer.WriteString(UserAgent, EventHeaders.Join(call.Request.Headers.UserAgent));
        writer.WriteEndObject();
    }
}

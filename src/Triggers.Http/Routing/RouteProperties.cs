using System.Text.Json;
using Triggers.Contracts;
using Triggers.Http.Authorizers;

namespace Triggers.Http.Routing;

/// <summary>Reads the properties of an API or a route, whatever a catalog may hold there.</summary>
internal static class RouteProperties
{
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html and limits.html: integration time-out.
    private const int ShortestTimeout = 50;
    private const int LongestTimeout = 30_000;
    private const int LongestRestTimeout = 29_000;

    /// <summary>A property that is a text with something in it, else null.</summary>
    public static string? Text(this EventSource source, string name) => source.Properties.Text(name);

    /// <summary>A member that is a text with something in it, else null.</summary>
    public static string? Text(this JsonElement properties, string name) =>
        Member(properties, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>A member that is a list of texts; one text alone is a list of it.</summary>
    public static string[] Texts(this JsonElement properties, string name) => Member(properties, name) switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        _ => [],
    };

    /// <summary>The integration time-out: 50 ms to 30 s, or 29 s of a REST API; the longest when nothing else is said.</summary>
    public static TimeSpan Timeout(this EventSource source, ApiKind kind, ILogger logger)
    {
        var longest = kind == ApiKind.RestApi ? LongestRestTimeout : LongestTimeout;
        if (Member(source.Properties, "TimeoutInMillis") is not { } value)
        {
            return TimeSpan.FromMilliseconds(longest);
        }

        if (!int.TryParse(value.ToString(), out var milliseconds))
        {
            milliseconds = longest + 1;
        }

        var used = Math.Clamp(milliseconds, ShortestTimeout, longest);
        if (used != milliseconds)
        {
            logger.TimeoutReplaced(source.Id, ShortestTimeout, longest, value.GetRawText(), used);
        }

        return TimeSpan.FromMilliseconds(used);
    }

    /// <summary>Why a route cannot be served, or null.</summary>
    public static string? Defect(this EventSource source) =>
        Format(source) is var version && version is "1.0" or "1" or "2.0" or "2" ? null : $"PayloadFormatVersion must be 1.0 or 2.0, was {version}";

    /// <summary>True for payload format 1.0.</summary>
    public static bool IsFormat1(this EventSource source) => Format(source) is "1.0" or "1";

    /// <summary>The stage's variables as a JSON object of strings, or null when there are none.</summary>
    public static byte[]? StageVariables(this EventSource source)
    {
        if (Member(source.Properties, "StageVariables") is not { ValueKind: JsonValueKind.Object } variables || variables.GetPropertyCount() == 0)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var variable in variables.EnumerateObject())
            {
                writer.WriteString(variable.Name, variable.Value.ToString());
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>The rules of <c>Cors</c>, or null.</summary>
    public static CorsPolicy? Cors(this EventSource source)
    {
        if (Member(source.Properties, "Cors") is not { ValueKind: JsonValueKind.Object } cors)
        {
            return null;
        }

        return new CorsPolicy
        {
            AllowOrigins = cors.Texts("AllowOrigins"),
            AllowMethods = cors.Texts("AllowMethods"),
            AllowHeaders = cors.Texts("AllowHeaders"),
            ExposeHeaders = cors.Texts("ExposeHeaders"),
            MaxAge = Member(cors, "MaxAge")?.ToString(),
            AllowCredentials = Member(cors, "AllowCredentials") is { } credentials && credentials.ToString().Equals("true", StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>What <c>Authorizer</c> asks of a token, or null; one that cannot be served closes its route.</summary>
    public static JwtRules? Jwt(this EventSource source, out string? defect)
    {
        defect = null;
        if (Member(source.Properties, "Authorizer") is not { } authorizer)
        {
            return null;
        }

        if (authorizer.Text("Type") is not "JWT")
        {
            defect = $"authorizers of the type {authorizer.Text("Type")} are not served";
            return null;
        }

        var rules = new JwtRules(
            authorizer.Text("Issuer") ?? "", authorizer.Texts("Audience"), authorizer.Text("IdentitySource") ?? JwtRules.DefaultSource, authorizer.Texts("Scopes"));
        defect = !Uri.TryCreate(rules.Issuer, UriKind.Absolute, out var issuer) || !(issuer.Scheme == Uri.UriSchemeHttps || (issuer.IsLoopback && issuer.Scheme == Uri.UriSchemeHttp))
            ? $"the issuer of its authorizer must be an https address, was '{rules.Issuer}'"
            : !rules.IsSourceKnown ? $"the identity source of its authorizer must be $request.header.… or $request.querystring.…, was '{rules.Source}'" : null;
        return defect is null ? rules : null;
    }

    /// <summary>A member that is there and not null.</summary>
    public static JsonElement? Member(this JsonElement properties, string name) =>
        properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string Format(EventSource source) => Member(source.Properties, "PayloadFormatVersion")?.ToString() ?? "2.0";
}

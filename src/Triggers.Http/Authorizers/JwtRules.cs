using Triggers.Http.Requests;

namespace Triggers.Http.Authorizers;

/// <summary>
/// What a JWT authorizer asks of a token.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
/// </summary>
/// <param name="Issuer">The token's <c>iss</c>, and where its keys are found.</param>
/// <param name="Audience">One of these must be the token's <c>aud</c>, or its <c>client_id</c>.</param>
/// <param name="Source">Where the token is: <c>$request.header.Name</c> or <c>$request.querystring.name</c>.</param>
/// <param name="Scopes">One of these must be among the token's scopes; none = any token will do.</param>
internal sealed record JwtRules(string Issuer, string[] Audience, string Source, string[] Scopes)
{
    /// <summary>Where a token is unless said.</summary>
    public const string DefaultSource = "$request.header.Authorization";

    private const string Header = "$request.header.";
    private const string Query = "$request.querystring.";
    private const string Bearer = "Bearer ";

    /// <summary>True when the source is one that can be read.</summary>
    public bool IsSourceKnown => Source.StartsWith(Header, StringComparison.Ordinal) || Source.StartsWith(Query, StringComparison.Ordinal);

    /// <summary>The token of a request, with or without <c>Bearer</c> before it; null when there is none.</summary>
    public string? TokenOf(HttpCall call)
    {
        var text = Source.StartsWith(Header, StringComparison.Ordinal)
            ? call.Request.Headers[Source[Header.Length..]].ToString()
            : QueryParameters.Parse(call.Target.Query)?.Find(Source.AsSpan(Query.Length)) ?? "";
        var token = text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? text[Bearer.Length..].Trim() : text.Trim();
        return token.Length == 0 ? null : token;
    }
}

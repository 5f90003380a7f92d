using Microsoft.Extensions.Primitives;

namespace Triggers.Http.Routing;

/// <summary>
/// Cross-origin rules that the gateway itself answers for. What the function says about them does not count then.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
/// </summary>
internal sealed record CorsPolicy
{
    private const string Any = "*";

    /// <summary>Origins: <c>*</c>, <c>https://*</c>, <c>https://example.com</c>.</summary>
    public string[] AllowOrigins { get; init; } = [];

    public string[] AllowMethods { get; init; } = [];

    public string[] AllowHeaders { get; init; } = [];

    public string[] ExposeHeaders { get; init; } = [];

    /// <summary>Seconds a preflight's answer may be kept, or null.</summary>
    public string? MaxAge { get; init; }

    public bool AllowCredentials { get; init; }

    /// <summary>True for the question a browser asks before the request itself.</summary>
    public static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.Origin.Count > 0 && request.Headers.AccessControlRequestMethod.Count > 0;

    /// <summary>Puts the answer to a preflight on an answer; nothing when the origin is not allowed.</summary>
    public void PutPreflight(HttpRequest request, IHeaderDictionary headers)
    {
        if (!PutOrigin(request, headers))
        {
            return;
        }

        Put(headers, "access-control-allow-methods", AllowMethods, request.Headers.AccessControlRequestMethod);
        Put(headers, "access-control-allow-headers", AllowHeaders, request.Headers.AccessControlRequestHeaders);
        if (MaxAge is not null)
        {
            headers.AccessControlMaxAge = MaxAge;
        }
    }

    /// <summary>Puts the headers of any other answer on it, in place of the function's own.</summary>
    public void Put(HttpRequest request, IHeaderDictionary headers)
    {
        foreach (var name in headers.Keys.Where(name => name.StartsWith("access-control-", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            headers.Remove(name);
        }

        if (PutOrigin(request, headers) && ExposeHeaders.Length > 0)
        {
            headers.AccessControlExposeHeaders = string.Join(',', ExposeHeaders);
        }
    }

    /// <summary>Puts the rules of a REST API on the answer of its method OPTIONS, which asks for no origin.</summary>
    public void PutMock(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = AllowOrigins.FirstOrDefault() ?? Any;
        headers.AccessControlAllowMethods = string.Join(',', AllowMethods);
        if (AllowHeaders.Length > 0)
        {
            headers.AccessControlAllowHeaders = string.Join(',', AllowHeaders);
        }

        if (MaxAge is not null)
        {
            headers.AccessControlMaxAge = MaxAge;
        }

        if (AllowCredentials)
        {
            headers.AccessControlAllowCredentials = "true";
        }
    }

    private bool PutOrigin(HttpRequest request, IHeaderDictionary headers)
    {
        if (request.Headers.Origin.ToString() is not { Length: > 0 } origin || !AllowOrigins.Any(allowed => IsAllowed(allowed, origin)))
        {
            return false;
        }

        var isAny = AllowOrigins.Contains(Any) && !AllowCredentials;
        headers.AccessControlAllowOrigin = isAny ? Any : origin;
        if (!isAny)
        {
            headers.Append("vary", "origin");
        }

        if (AllowCredentials)
        {
            headers.AccessControlAllowCredentials = "true";
        }

        return true;
    }

    // With credentials a browser takes "*" for a name like any other.
    private void Put(IHeaderDictionary headers, string name, string[] allowed, StringValues asked)
    {
        var isAny = allowed.Contains(Any);
        if (allowed.Length > 0 && !(isAny && AllowCredentials))
        {
            headers[name] = isAny ? Any : string.Join(',', allowed);
        }
        else if (isAny && asked.Count > 0)
        {
            headers[name] = asked;
        }
    }

    private static bool IsAllowed(string allowed, string origin)
    {
        var star = allowed.IndexOf(Any, StringComparison.Ordinal);
        return star < 0
            ? allowed.Equals(origin, StringComparison.OrdinalIgnoreCase)
            : origin.Length >= allowed.Length - 1 && origin.StartsWith(allowed[..star], StringComparison.OrdinalIgnoreCase)
                && origin.EndsWith(allowed[(star + 1)..], StringComparison.OrdinalIgnoreCase);
    }
}

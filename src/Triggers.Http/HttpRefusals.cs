using Triggers.Http.Routing;

namespace Triggers.Http;

/// <summary>
/// What each kind of front answers instead of a function. Messages differ by a word, a blank, or a capital letter, and clients
/// compare them.
/// </summary>
internal sealed record HttpRefusals
{
    private const string Plain = "text/plain";
    private const string ServerError = "InternalServerErrorException";

    /// <summary>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html</summary>
    public static readonly HttpRefusals HttpApi = new()
    {
        BadRequest = new(400, """{"message":"Bad Request"}"""u8.ToArray()),
        Unauthorized = new(401, """{"message":"Unauthorized"}"""u8.ToArray()),
        Forbidden = new(403, """{"message":"Forbidden"}"""u8.ToArray()),
        NoRoute = new(404, """{"message":"Not Found"}"""u8.ToArray()),
        TooLarge = new(413, """{"message":"Request Entity Too Large"}"""u8.ToArray()),
        TooManyRequests = new(429, """{"message":"Too Many Requests"}"""u8.ToArray()),
        Failed = new(500, """{"message":"Internal Server Error"}"""u8.ToArray()),
        InternalError = new(500, """{"message":"Internal Server Error"}"""u8.ToArray()),
        Gone = new(500, """{"message":"Internal Server Error"}"""u8.ToArray()),
        TimedOut = new(503, """{"message":"Service Unavailable"}"""u8.ToArray()),
        Unavailable = new(503, """{"message":"Service Unavailable"}"""u8.ToArray()),
    };

    /// <summary>https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html</summary>
    public static readonly HttpRefusals RestApi = new()
    {
        BadRequest = new(400, """{"message":"Bad Request"}"""u8.ToArray()) { ErrorType = "BadRequestException" },
        Unauthorized = new(401, """{"message":"Unauthorized"}"""u8.ToArray()) { ErrorType = "UnauthorizedException" },
        Forbidden = new(403, """{"message":"Forbidden"}"""u8.ToArray()) { ErrorType = "ForbiddenException" },
        NoRoute = new(403, """{"message":"Missing Authentication Token"}"""u8.ToArray()) { ErrorType = "MissingAuthenticationTokenException" },
        TooLarge = new(413, """{"message":"Request Too Long"}"""u8.ToArray()) { ErrorType = "RequestTooLargeException" },
        TooManyRequests = new(429, """{"message":"Too Many Requests"}"""u8.ToArray()) { ErrorType = "TooManyRequestsException" },
        Failed = new(502, """{"message": "Internal server error"}"""u8.ToArray()) { ErrorType = ServerError },
        InternalError = new(500, """{"message": "Internal server error"}"""u8.ToArray()) { ErrorType = ServerError },
        Gone = new(500, """{"message": "Internal server error"}"""u8.ToArray()) { ErrorType = ServerError },
        TimedOut = new(504, """{"message": "Endpoint request timed out"}"""u8.ToArray()) { ErrorType = ServerError },
        Unavailable = new(503, """{"message":"Service Unavailable"}"""u8.ToArray()) { ErrorType = "ServiceUnavailableException" },
    };

    /// <summary>https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html</summary>
    public static readonly HttpRefusals FunctionUrl = new()
    {
        BadRequest = new(400, """{"Message":"Bad Request"}"""u8.ToArray()),
        Unauthorized = NoAccess,
        Forbidden = NoAccess,
        NoRoute = NoAccess,
        TooLarge = new(413, """{"Message":"Request Entity Too Large"}"""u8.ToArray()),
        TooManyRequests = new(429, """{"Reason":"ConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}"""u8.ToArray())
        {
            ErrorType = "TooManyRequestsException",
        },
        Failed = new(502, "Internal Server Error"u8.ToArray()) { ContentType = Plain },
        InternalError = new(502, "Internal Server Error"u8.ToArray()) { ContentType = Plain },
        Gone = NoAccess,
        TimedOut = new(504, """{"Message":"Gateway Timeout"}"""u8.ToArray()),
        Unavailable = new(503, """{"Message":"Service Unavailable"}"""u8.ToArray()),
    };

    /// <summary>The request's body is cut short or not what its headers say.</summary>
    public required HttpRefusal BadRequest { get; init; }

    /// <summary>The authorizer got nothing to judge by, or nothing good.</summary>
    public required HttpRefusal Unauthorized { get; init; }

    /// <summary>The authorizer says no.</summary>
    public required HttpRefusal Forbidden { get; init; }

    /// <summary>No route takes the request.</summary>
    public required HttpRefusal NoRoute { get; init; }

    /// <summary>The body is over the limit, or the event made of it is.</summary>
    public required HttpRefusal TooLarge { get; init; }

    /// <summary>The function has no concurrency left.</summary>
    public required HttpRefusal TooManyRequests { get; init; }

    /// <summary>The function failed, or gave what no answer can be made of.</summary>
    public required HttpRefusal Failed { get; init; }

    /// <summary>We failed.</summary>
    public required HttpRefusal InternalError { get; init; }

    /// <summary>The function is not there.</summary>
    public required HttpRefusal Gone { get; init; }

    /// <summary>The function took longer than the route allows.</summary>
    public required HttpRefusal TimedOut { get; init; }

    /// <summary>Nobody is there to run the function.</summary>
    public required HttpRefusal Unavailable { get; init; }

    private static HttpRefusal NoAccess => new(
        403,
        """{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"}"""u8.ToArray())
    {
        ErrorType = "AccessDeniedException",
    };

    /// <summary>The refusals of a kind.</summary>
    public static HttpRefusals Of(ApiKind kind) => kind switch
    {
        ApiKind.RestApi => RestApi,
        ApiKind.FunctionUrl => FunctionUrl,
        _ => HttpApi,
    };
}

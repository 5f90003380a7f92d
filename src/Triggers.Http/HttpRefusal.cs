namespace Triggers.Http;

/// <summary>
/// The answers an HTTP API gives instead of a function's: <c>{"message":"…"}</c> and a status, never a word of what went wrong
/// inside. The table is event-format 2.0's: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
/// </summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON document.</param>
internal sealed record HttpRefusal(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>The request's body is cut short or not what its headers say.</summary>
    public static readonly HttpRefusal BadRequest = new(400, """{"message":"Bad Request"}"""u8.ToArray());

    /// <summary>No route takes the request.</summary>
    public static readonly HttpRefusal NotFound = new(404, """{"message":"Not Found"}"""u8.ToArray());

    /// <summary>The body is over the limit, or the event made of it is.</summary>
    public static readonly HttpRefusal TooLarge = new(413, """{"message":"Request Entity Too Large"}"""u8.ToArray());

    /// <summary>The function has no concurrency left.</summary>
    public static readonly HttpRefusal TooManyRequests = new(429, """{"message":"Too Many Requests"}"""u8.ToArray());

    /// <summary>The function failed, or gave what no answer can be made of.</summary>
    public static readonly HttpRefusal InternalError = new(500, """{"message":"Internal Server Error"}"""u8.ToArray());

    /// <summary>The function took too long, or nobody is there to run it.</summary>
    public static readonly HttpRefusal Unavailable = new(503, """{"message":"Service Unavailable"}"""u8.ToArray());

    /// <summary>Answers a client whose answer has not begun.</summary>
    public ValueTask SendAsync(HttpContext context, string requestId, TimeSpan? retryAfter = null)
    {
        var response = context.Response;
        response.Headers.Clear();
        response.StatusCode = Status;
        response.ContentType = "application/json";
        response.Headers[Responses.ResponseHeaders.RequestId] = requestId;
        if (retryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (context.Request.Headers.Expect.Count > 0 && HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            // A client that waits to be asked for its body may never send it now: what follows could not be told from the body.
            response.Headers.Connection = "close";
        }

        return HttpResponseWriter.SendAsync(context, Body);
    }
}

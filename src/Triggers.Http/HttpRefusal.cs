using System.Globalization;
using Triggers.Http.Requests;
using Triggers.Http.Routing;

namespace Triggers.Http;

/// <summary>An answer given instead of a function's: a status and a fixed text, never a word of what went wrong inside.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The text.</param>
internal sealed record HttpRefusal(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>The text's media type.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>AWS's name of the error, where its answer says one.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Answers a client whose answer has not begun.</summary>
    public ValueTask SendAsync(HttpContext context, in RequestIds ids, CorsPolicy? cors, TimeSpan? retryAfter = null, string? challenge = null)
    {
        var response = context.Response;
        response.Headers.Clear();
        response.StatusCode = Status;
        response.ContentType = ContentType;
        ids.Put(response.Headers);
        if (ErrorType is not null)
        {
            response.Headers["x-amzn-ErrorType"] = ErrorType;
        }

        if (retryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (challenge is not null)
        {
            response.Headers.WWWAuthenticate = challenge;
        }

        if (context.Request.Headers.Expect.Count > 0 && HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            // A client that waits to be asked for its body may never send it now: what follows could not be told from the body.
            response.Headers.Connection = "close";
        }

        cors?.Put(context.Request, response.Headers);
        return HttpResponseWriter.SendAsync(context, Body);
    }
}

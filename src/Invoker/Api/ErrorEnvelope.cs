using System.Globalization;
using System.Text.Json;
using Triggers.Contracts;

namespace Triggers.Invoker.Api;

/// <summary>
/// The outermost part of the API: gives each request its id, and turns every refusal into AWS's error document (restJson1) and every
/// failure of ours into a <c>ServiceException</c>. Nobody else writes errors.
/// </summary>
internal sealed partial class ErrorEnvelope(RequestDelegate next, ILogger<ErrorEnvelope> logger)
{
    /// <summary>Runs the rest, and answers for what it throws.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        // The id of the request is the id of the invocation, if it becomes one.
        var id = InvocationRequest.NewRequestId();
        context.TraceIdentifier = id;
        context.Response.Headers["x-amzn-RequestId"] = id;
        try
        {
            await next(context);
            if (context.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false })
            {
                await WriteAsync(context, new LambdaException(LambdaErrors.MethodNotAllowed,
                    $"{context.Request.Path} takes {context.Response.Headers.Allow}, not {context.Request.Method}."));
            }
        }
        catch (LambdaException refusal)
        {
            await WriteAsync(context, refusal);
        }
        catch (BadHttpRequestException broken)
        {
            await WriteAsync(context, new LambdaException(LambdaErrors.Serialization, broken.Message, broken));
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone: there is nobody to answer.
        }
        catch (Exception failure)
        {
            LogFailure(failure, context.Request.Method, context.Request.Path, id);
            await WriteAsync(context, new LambdaException(LambdaErrors.Service, "An error occurred and the request cannot be processed.", failure));
        }
    }

    private static async Task WriteAsync(HttpContext context, LambdaException refusal)
    {
        var response = context.Response;
        if (response.HasStarted)
        {
            context.Abort();
            return;
        }

        var error = refusal.Error;
        response.StatusCode = error.Status;
        response.ContentType = "application/json";
        response.Headers["x-amzn-ErrorType"] = error.Name;
        if (refusal.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        var document = Document(refusal);
        response.ContentLength = document.Length;
        await response.Body.WriteAsync(document, context.RequestAborted);
    }

    private static byte[] Document(LambdaException refusal)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, LambdaJson.WriterOptions))
        {
            json.WriteStartObject();
            if (refusal.Reason is { } reason)
            {
                json.WriteString("Reason", reason);
            }

            if (refusal.Error.HasType)
            {
                json.WriteString("Type", refusal.Error.Fault);
            }

            json.WriteString(refusal.Error.IsMessageCapital ? "Message" : "message", refusal.Message);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed ({RequestId})")]
    private partial void LogFailure(Exception failure, string method, string path, string requestId);
}

using System.Buffers;
using System.Buffers.Text;
using Triggers.Http.Responses;

namespace Triggers.Http;

/// <summary>Turns a handler's response into the answer to the client.</summary>
internal static class HttpResponseWriter
{
    private const string Json = "application/json";
    private const string PlainText = "text/plain; charset=utf-8";

    /// <summary>Answers the client; gives the reason when the response cannot be used, and then nothing was sent.</summary>
    public static async ValueTask<string?> WriteAsync(HttpContext context, ReadOnlyMemory<byte> payload, ProxyResponse response)
    {
        if (response.Problem is not null)
        {
            return response.Problem;
        }

        var rented = response.IsBodyEscaped || response.IsBase64 ? ArrayPool<byte>.Shared.Rent(payload[response.Body].Length) : null;
        try
        {
            var body = payload[response.Body];
            if (rented is not null)
            {
                var length = Decode(body.Span, response, rented);
                if (length < 0)
                {
                    return "isBase64Encoded is true, but the body is no base64";
                }

                body = rented.AsMemory(0, length);
            }

            var problem = SetHeaders(context, payload.Span, response);
            if (problem is null)
            {
                await SendAsync(context, body);
            }

            return problem;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    /// <summary>Sends a body with its length, or only the length where a body has no place.</summary>
    public static ValueTask SendAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        if (response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified)
        {
            return default;
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            response.ContentLength ??= body.Length;
            return default;
        }

        response.ContentLength = body.Length;
        if (body.IsEmpty)
        {
            return default;
        }

        // Completing the response sends it: a flush of our own would only be a second step.
        var write = response.BodyWriter.WriteAsync(body, CancellationToken.None);
        return write.IsCompletedSuccessfully ? default : Wait(write);

        static async ValueTask Wait(ValueTask<System.IO.Pipelines.FlushResult> write) => await write;
    }

    private static string? SetHeaders(HttpContext context, ReadOnlySpan<byte> payload, in ProxyResponse response)
    {
        var answer = context.Response;
        answer.StatusCode = response.Status;
        if (!response.IsFull)
        {
            answer.ContentType = Json;
            return null;
        }

        var problem = ResponseHeaders.Apply(answer.Headers, payload[response.Headers], HttpMethods.IsHead(context.Request.Method))
            ?? ResponseHeaders.ApplyCookies(answer.Headers, payload[response.Cookies]);
        if (problem is null && answer.ContentType is null && response.Status is not (204 or 205 or 304))
        {
            answer.ContentType = PlainText;
        }

        return problem;
    }

    // Text to bytes, never longer than it was: gives the length, or -1 for bad base64.
    private static int Decode(ReadOnlySpan<byte> text, in ProxyResponse response, byte[] output)
    {
        var length = text.Length;
        if (response.IsBodyEscaped)
        {
            length = JsonText.Unescape(text, output);
        }
        else
        {
            text.CopyTo(output);
        }

        if (!response.IsBase64 || response.IsBodyJson)
        {
            return length;
        }

        return Base64.DecodeFromUtf8InPlace(output.AsSpan(0, length), out var decoded) == OperationStatus.Done ? decoded : -1;
    }
}

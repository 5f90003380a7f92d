using System.Buffers;
using System.Buffers.Text;
using Triggers.Http.Responses;
using Triggers.Http.Routing;

namespace Triggers.Http;

/// <summary>Turns a handler's response into the answer to the client.</summary>
internal static class HttpResponseWriter
{
    private const string Json = "application/json";
    private const string PlainText = "text/plain; charset=utf-8";

    /// <summary>Answers the client; gives the reason when the response cannot be used, and then nothing was sent.</summary>
    public static async ValueTask<string?> WriteAsync(HttpContext context, HttpApi api, ReadOnlyMemory<byte> payload, ProxyResponse response)
    {
        if ((response.Problem ?? SetHeaders(context, api, payload.Span, response)) is { } problem)
        {
            return problem;
        }

        if (response.IsBase64 && api.Kind == ApiKind.RestApi && !IsBinary(context, api))
        {
            response.IsBase64 = false;
        }

        var body = payload[response.Body];
        if (!response.IsBodyEscaped && !response.IsBase64)
        {
            await SendAsync(context, body);
            return null;
        }

        var rented = ArrayPool<byte>.Shared.Rent(body.Length);
        try
        {
            var length = Decode(body.Span, response, rented);
            if (length < 0)
            {
                return "isBase64Encoded is true, but the body is no base64";
            }

            await SendAsync(context, rented.AsMemory(0, length));
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
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

    private static string? SetHeaders(HttpContext context, HttpApi api, ReadOnlySpan<byte> payload, in ProxyResponse response)
    {
        var answer = context.Response;
        answer.StatusCode = response.Status;
        if (!response.IsFull)
        {
            answer.ContentType = Json;
            api.Cors?.Put(context.Request, answer.Headers);
            return null;
        }

        var isHead = HttpMethods.IsHead(context.Request.Method);
        var problem = ResponseHeaders.ApplyLists(answer.Headers, payload[response.MultiValueHeaders], isHead)
            ?? ResponseHeaders.Apply(answer.Headers, payload[response.Headers], isHead)
            ?? ResponseHeaders.ApplyCookies(answer.Headers, payload[response.Cookies]);
        if (problem is null && answer.ContentType is null && response.Status is not (204 or 205 or 304))
        {
            answer.ContentType = api.Kind == ApiKind.HttpApi ? PlainText : Json;
        }

        api.Cors?.Put(context.Request, answer.Headers);

        return problem;
    }

    // Either side may say that it is about binary: the response by its type, the client by the first it accepts.
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/lambda-proxy-binary-media.html
    private static bool IsBinary(HttpContext context, HttpApi api) =>
        api.BinaryTypes.Has(context.Response.ContentType) || api.BinaryTypes.Has(context.Request.Headers.Accept.ToString());

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

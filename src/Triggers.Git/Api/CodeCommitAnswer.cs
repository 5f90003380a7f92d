using System.Buffers;
using System.Text.Json;
using Triggers.Contracts;

namespace Triggers.Git.Api;

/// <summary>
/// Requests and answers of AWS's JSON protocol, version 1.1.
/// https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
/// </summary>
internal static class CodeCommitAnswer
{
    private const string ContentType = "application/x-amz-json-1.1";

    /// <summary>Reads the request, runs the operation and writes what it says, or why it was refused.</summary>
    public static async Task RunAsync(HttpContext context, Func<JsonElement, Task<Action<Utf8JsonWriter>>> run)
    {
        try
        {
            using var request = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            if (request.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new JsonException("The request must be an object.");
            }

            await WriteAsync(context, StatusCodes.Status200OK, await run(request.RootElement));
        }
        catch (CodeCommitException refusal)
        {
            await RefuseAsync(context, refusal.Name, refusal.Message);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            await RefuseAsync(context, LambdaErrors.Serialization.Name, "The request is not UTF-8 JSON of the expected shape.");
        }
    }

    private static Task RefuseAsync(HttpContext context, string name, string message)
    {
        context.Response.Headers["x-amzn-ErrorType"] = name;
        return WriteAsync(context, StatusCodes.Status400BadRequest, json =>
        {
            json.WriteString("__type", name);
            json.WriteString("message", message);
        });
    }

    private static async Task WriteAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }
}

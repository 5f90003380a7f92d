using System.Buffers.Text;
using System.Text.Json;
using Triggers.Contracts;
using Triggers.Contracts.Messaging;
using Triggers.Invoker.Api.Requests;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api;

/// <summary>
/// Invoke in its three types, and its deprecated forerunner. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html. This is
/// the one hot path of the API: the payload stays the bytes that came, and so does the answer.
/// </summary>
internal sealed class Invoke(IInvocationBus bus, FunctionStore store, AwsIdentity identity, TimeProvider time)
{
    // The number: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (asynchronous payload, 1 MB).
    private const int LargestEvent = 1024 * 1024;

    // API_Invoke, ClientContext: "Up to 3,583 bytes of base64-encoded data".
    private const int LongestClientContext = 3583;

    /// <summary><c>Invoke</c>.</summary>
    public Task RunAsync(HttpContext context)
    {
        var type = context.Request.Headers["X-Amz-Invocation-Type"].ToString();
        return type switch
        {
            "" or "RequestResponse" => WaitAsync(context),
            "Event" => SendAsync(context),
            "DryRun" => TryAsync(context),
            _ => throw ApiRequest.Invalid(type, "invocationType", "Member must satisfy enum value set: [Event, RequestResponse, DryRun]"),
        };
    }

    /// <summary><c>InvokeAsync</c>, the deprecated one: an Event under another address.</summary>
    public Task RunDeprecatedAsync(HttpContext context) => SendAsync(context);

    /// <summary><c>InvokeWithResponseStream</c>: refused.</summary>
    public static Task RefuseStreamAsync(HttpContext context) => throw new LambdaException(LambdaErrors.InvalidParameterValue,
        "Response streaming is not supported here: use Invoke, which answers with the whole response.");

    private async Task WaitAsync(HttpContext context)
    {
        var request = await RequestAsync(context) with
        {
            ClientContext = ClientContext(context.Request.Headers),
            IsLogTailWanted = IsTailWanted(context.Request.Headers),
        };
        var result = await bus.InvokeAsync(request, context.RequestAborted);

        var response = context.Response;
        response.ContentType = "application/json";
        response.Headers["X-Amz-Executed-Version"] = result.ExecutedVersion;
        if (result.FunctionError is { } error)
        {
            response.Headers["X-Amz-Function-Error"] = error;
        }

        if (request.IsLogTailWanted)
        {
            response.Headers["X-Amz-Log-Result"] = Convert.ToBase64String(result.LogTail.Span);
        }

        response.ContentLength = result.Payload.Length;
        await response.BodyWriter.WriteAsync(result.Payload, context.RequestAborted);
    }

    private async Task SendAsync(HttpContext context)
    {
        var request = await RequestAsync(context);
        if (request.Payload.Length > LargestEvent)
        {
            throw new LambdaException(LambdaErrors.RequestTooLarge,
                $"{request.Payload.Length} byte payload is too large for the Event invocation type (limit {LargestEvent} bytes)");
        }

        await bus.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.ContentLength = 0;
    }

    private async Task TryAsync(HttpContext context)
    {
        var request = await RequestAsync(context);
        store.Current.Resolve(request.Function, identity);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async ValueTask<InvocationRequest> RequestAsync(HttpContext context)
    {
        var function = context.Function(identity);
        var headers = context.Request.Headers;
        if (headers.ContainsKey("X-Amz-Durable-Execution-Name"))
        {
            throw new LambdaException(LambdaErrors.InvalidParameterValue, "Durable executions are not supported here.");
        }

        return new InvocationRequest
        {
            RequestId = context.TraceIdentifier,
            Function = function,
            Payload = InvokePayload.Check(await RequestBody.ReadAsync(context)),
            TraceId = headers["X-Amzn-Trace-Id"] is { Count: > 0 } trace ? trace.ToString() : null,
            AcceptedAt = time.GetUtcNow(),
        };
    }

    private static bool IsTailWanted(IHeaderDictionary headers) => headers["X-Amz-Log-Type"].ToString() switch
    {
        "" or "None" => false,
        "Tail" => true,
        var other => throw ApiRequest.Invalid(other, "logType", "Member must satisfy enum value set: [None, Tail]"),
    };

    private static string? ClientContext(IHeaderDictionary headers)
    {
        var text = headers["X-Amz-Client-Context"].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        if (text.Length > LongestClientContext)
        {
            throw new LambdaException(LambdaErrors.InvalidRequestContent,
                $"Client context must be at most {LongestClientContext} bytes of base64-encoded data, was {text.Length}.");
        }

        try
        {
            // Printed anew: it travels on as a header, so without line breaks and in ASCII.
            using var json = JsonDocument.Parse(Base64.IsValid(text) ? Convert.FromBase64String(text) : []);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                return JsonSerializer.Serialize(json.RootElement, LambdaJson.Default.JsonElement);
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Not JSON, or not UTF-8: refused below.
        }

        throw new LambdaException(LambdaErrors.InvalidRequestContent, "Client context must be a valid Base64-encoded JSON object.");
    }
}

using System.Net.Http.Headers;
using System.Text;

namespace Triggers.Contracts.Messaging;

/// <summary>
/// The bus of a trigger in a process of its own, over the Lambda API of a running invoker. It signs nothing, since that API asks
/// for no signature on the loopback address.
/// https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
/// </summary>
public sealed class LambdaApiInvocationBus(HttpClient client) : IInvocationBus
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <inheritdoc/>
    public async Task<InvocationResult> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        using var response = await CallAsync(request, "RequestResponse", cancellationToken);
        return new InvocationResult
        {
            RequestId = Header(response, "x-amzn-RequestId") ?? request.RequestId,
            Payload = await ReadAsync(response, cancellationToken),
            FunctionError = Header(response, "X-Amz-Function-Error"),
            ExecutedVersion = Header(response, "X-Amz-Executed-Version") ?? FunctionReference.Latest,
            LogTail = Header(response, "X-Amz-Log-Result") is { } log ? Convert.FromBase64String(log) : default,
        };
    }

    /// <inheritdoc/>
    public async Task SendAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        using var response = await CallAsync(request, "Event", cancellationToken);
    }

    private async Task<HttpResponseMessage> CallAsync(InvocationRequest request, string type, CancellationToken cancellationToken)
    {
        using var message = Message(request, type);
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw LambdaApiRefusal.Unreachable(client.BaseAddress, e);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw LambdaApiRefusal.Read(response, await ReadAsync(response, cancellationToken));
        }
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw LambdaApiRefusal.Unreachable(client.BaseAddress, e);
        }
    }

    private static HttpRequestMessage Message(InvocationRequest request, string type)
    {
        var qualifier = request.Function.Qualifier is { } text ? $"?Qualifier={Uri.EscapeDataString(text)}" : "";
        var message = new HttpRequestMessage(HttpMethod.Post, $"/2015-03-31/functions/{request.Function.Name}/invocations{qualifier}")
        {
            Content = new ReadOnlyMemoryContent(request.Payload) { Headers = { ContentType = Json } },
        };
        message.Headers.Add("X-Amz-Invocation-Type", type);
        message.Headers.Add("x-amzn-RequestId", request.RequestId);
        if (request.IsLogTailWanted)
        {
            message.Headers.Add("X-Amz-Log-Type", "Tail");
        }

        if (request.ClientContext is { } context)
        {
            message.Headers.Add("X-Amz-Client-Context", Convert.ToBase64String(Encoding.UTF8.GetBytes(context)));
        }

        if (request.TraceId is { } trace)
        {
            message.Headers.TryAddWithoutValidation("X-Amzn-Trace-Id", trace);
        }

        return message;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}

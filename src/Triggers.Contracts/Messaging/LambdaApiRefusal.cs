using System.Net;
using System.Text.Json;

namespace Triggers.Contracts.Messaging;

/// <summary>Reads the Lambda API's refusals back into ours.</summary>
internal static class LambdaApiRefusal
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>An answer that is no success.</summary>
    public static LambdaException Read(HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        var name = response.Headers.TryGetValues("x-amzn-ErrorType", out var values) ? values.First().Split(':')[0] : "";
        var (message, reason) = ReadBody(body.Span);
        return new LambdaException(LambdaErrors.Find(name) ?? ByStatus(response.StatusCode), message ?? $"The Lambda API answered {(int)response.StatusCode}.")
        {
            Reason = reason,
            RetryAfter = response.Headers.RetryAfter?.Delta ?? (response.StatusCode is HttpStatusCode.TooManyRequests ? RetryAfter : null),
        };
    }

    /// <summary>No answer at all. What had reached the invoker may have run.</summary>
    public static LambdaException Unreachable(Uri? url, Exception cause) =>
        new(LambdaErrors.Unavailable, $"The invoker at {url} is out of reach: {cause.Message}", cause) { RetryAfter = RetryAfter };

    private static LambdaError ByStatus(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => LambdaErrors.TooManyRequests,
        HttpStatusCode.RequestEntityTooLarge => LambdaErrors.RequestTooLarge,
        HttpStatusCode.NotFound => LambdaErrors.ResourceNotFound,
        HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => LambdaErrors.Unavailable,
        _ => LambdaErrors.Service,
    };

    // {"Type":"User","message":"…"} or "Message", and a throttle's "Reason".
    private static (string? Message, string? Reason) ReadBody(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object ? (Text(root, "message") ?? Text(root, "Message"), Text(root, "Reason")) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

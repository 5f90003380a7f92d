using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Triggers.Contracts;

namespace Triggers.Invoker.Delivery;

/// <summary>
/// Queues, topics and buses that stand in a destination's or dead-letter queue's ARN, as HTTP endpoints of one's own
/// (<c>Delivery:Targets:{name}</c>). An endpoint has taken what it answers with 2xx.
/// </summary>
internal sealed class DestinationTargets(IOptions<DeliveryOptions> options, TimeProvider time) : IDisposable
{
    private const int Attempts = 3;
    private const int LongestErrorMessage = 1024;
    private readonly HttpClient client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) }) { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>The endpoint for an ARN, or null when none is set.</summary>
    public Uri? Find(string arn) =>
        options.Value.Targets.TryGetValue(arn[(arn.LastIndexOfAny([':', '/']) + 1)..], out var url) ? new Uri(url) : null;

    /// <summary>Sends a destination's record.</summary>
    /// <exception cref="HttpRequestException">It was not taken.</exception>
    public Task SendRecordAsync(Uri target, ReadOnlyMemory<byte> record) => SendAsync(() => NewRequest(target, record));

    /// <summary>
    /// Sends a dead event as it came, with what AWS gives a dead-letter queue's message as attributes in headers of the same names.
    /// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
    /// </summary>
    /// <exception cref="HttpRequestException">It was not taken.</exception>
    public Task SendDeadAsync(Uri target, QueuedEvent queued, string condition) => SendAsync(() =>
    {
        var request = NewRequest(target, queued.Request.Payload);
        request.Headers.Add("RequestID", queued.Request.RequestId);
        request.Headers.Add("ErrorCode", queued.LastResult is null ? "429" : "200");
        request.Headers.Add("ErrorMessage", ErrorMessage(queued.LastResult, condition));
        return request;
    });

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static HttpRequestMessage NewRequest(Uri target, ReadOnlyMemory<byte> body) => new(HttpMethod.Post, target)
    {
        Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
    };

    // A header holds no line ends and nothing but ASCII.
    private static string ErrorMessage(InvocationResult? result, string condition)
    {
        var message = condition;
        try
        {
            if (result is not null && JsonElement.Parse(result.Payload.Span) is { ValueKind: JsonValueKind.Object } document
                && document.TryGetProperty("errorMessage", out var text) && text.ValueKind == JsonValueKind.String)
            {
                message = text.GetString()!;
            }
        }
        catch (JsonException)
        {
            // A custom runtime's own words; the condition has to do.
        }

        var ascii = new StringBuilder();
        foreach (var letter in message.Take(LongestErrorMessage))
        {
            ascii.Append(letter is >= ' ' and <= '~' ? letter : '?');
        }

        return ascii.ToString();
    }

    private async Task SendAsync(Func<HttpRequestMessage> create)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var request = create();
                using var response = await client.SendAsync(request);
                response.EnsureSuccessStatusCode();
                return;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                if (attempt == Attempts)
                {
                    throw new HttpRequestException(string.Create(CultureInfo.InvariantCulture, $"not taken in {Attempts} attempts: {exception.Message}"), exception);
                }

                await Task.Delay(DeliveryRules.Backoff(attempt - 1, options.Value, Random.Shared.NextDouble()), time);
            }
        }
    }
}

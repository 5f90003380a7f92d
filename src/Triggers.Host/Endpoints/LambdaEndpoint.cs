using System.Net;
using System.Text.Json;
using Triggers.Contracts.Hosting;
using Triggers.Invoker;

namespace Triggers.Host.Endpoints;

/// <summary>Speaks to the Lambda API of a running system; what it refuses becomes a sentence.</summary>
internal sealed class LambdaEndpoint : IDisposable
{
    private readonly string address;
    private readonly HttpClient client;
    private readonly RequestSigner? signer;

    private LambdaEndpoint(Uri address, RequestSigner? signer)
    {
        this.signer = signer;
        this.address = address.GetLeftPart(UriPartial.Authority);
        // An invocation takes up to 15 minutes, and following a log has no end.
        client = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>A client of the system at the address that was given, else at the configured one; it signs if there are credentials.</summary>
    /// <exception cref="SettingException">There is no such address.</exception>
    public static LambdaEndpoint Open(string? given, IConfiguration configuration) =>
        new(EndpointAddress.Find(given, configuration), EndpointCredentials.Find(configuration));

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    /// <summary>Sends a request; the answer's body is not read yet.</summary>
    /// <exception cref="EndpointException">Nothing answers, or it answers with an error.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await TrySendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
            return response;

        using (response)
        {
            throw new EndpointException($"{address} refused: {await ReasonAsync(response, cancellationToken)}");
        }
    }

    /// <summary>The JSON that a GET answers.</summary>
    /// <exception cref="EndpointException">Nothing answers, it answers with an error, or not with JSON.</exception>
    public async Task<JsonElement> GetJsonAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendAsync(request, cancellationToken);
        try
        {
            using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new EndpointException($"{address} did not answer with JSON; is it the Lambda API of 'triggers up'?");
        }
    }

    /// <summary>True when there is something at the path; false for 404.</summary>
    /// <exception cref="EndpointException">Nothing answers, or it answers with another error.</exception>
    public async Task<bool> ExistsAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var response = await TrySendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotFound)
            return response.IsSuccessStatusCode;

        throw new EndpointException($"{address} refused: {await ReasonAsync(response, cancellationToken)}");
    }

    private async Task<HttpResponseMessage> TrySendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri(client.BaseAddress!, request.RequestUri!);
        if (signer is not null)
            await signer.SignAsync(request, cancellationToken);

        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new EndpointException($"Nothing answers at {address} ({e.Message}). Start it with 'triggers up', or name another address with --endpoint.");
        }
    }

    // The members of AWS's error bodies: "message", for some errors "Message"; the type stands in a header.
    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var type = response.Headers.TryGetValues("x-amzn-ErrorType", out var values) ? values.First() : $"HTTP {(int)response.StatusCode}";
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(body);
            foreach (var name in new[] { "message", "Message" })
            {
                if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var message) && message.ValueKind == JsonValueKind.String)
                    return $"{type}: {message.GetString()}";
            }
        }
        catch (JsonException)
        {
            // Not AWS's shape; the status has to do.
        }

        return type;
    }
}

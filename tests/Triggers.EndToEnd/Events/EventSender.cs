using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Triggers.EndToEnd.Hosting;

namespace Triggers.EndToEnd.Events;

/// <summary>Sends numbered Event invocations and keeps which were accepted.</summary>
internal sealed class EventSender(string function)
{
    private int next;

    /// <summary>The numbers that were answered with 202.</summary>
    public ConcurrentBag<int> Accepted { get; } = [];

    /// <summary>Sends by several connections until so many are accepted, or the host is gone.</summary>
    public Task SendAsync(RunningHost host, int accepted, int connections) => Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
    {
        while (Accepted.Count < accepted)
        {
            var number = Interlocked.Increment(ref next);
            try
            {
                await SendOneAsync(host, number);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }));

    private async Task SendOneAsync(RunningHost host, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/2015-03-31/functions/{function}/invocations")
        {
            Content = new StringContent(string.Create(CultureInfo.InvariantCulture, $"{{\"n\":{number}}}")),
        };
        request.Headers.Add("X-Amz-Invocation-Type", "Event");
        using var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Accepted.Add(number);
    }
}

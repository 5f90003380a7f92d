using System.Diagnostics.Metrics;

namespace Triggers.Tests.Http;

public sealed class HttpMetricsTests
{
    [Fact]
    public async Task Counts_under_the_names_of_CloudWatch()
    {
        // An API id of its own tells these measurements from those of tests beside it.
        const string ApiId = "metrics000";
        var seen = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Triggers.Http")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        void Note(string name, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var text = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
            if (text.Contains(ApiId, StringComparison.Ordinal))
            {
                lock (seen)
                {
                    seen.Add($"{name} {text}");
                }
            }
        }

        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument.Name, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument.Name, tags));
        listener.Start();
        await using (var gateway = await Gateway.StartAsync(Sources.Api(ApiId, "GET /")))
        {
            await gateway.Client.GetStringAsync(gateway.Address, TestContext.Current.CancellationToken);
            gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, """{"statusCode":418}"""));
            (await gateway.Client.GetAsync(gateway.Address, TestContext.Current.CancellationToken)).Dispose();
            gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, """{"statusCode":0}"""));
            (await gateway.Client.GetAsync(gateway.Address, TestContext.Current.CancellationToken)).Dispose();
        }

        const string Tags = $"ApiId={ApiId} Stage=$default Route=GET /";
        Assert.Equal(
            new[] { "Count", "Count", "Count", "Errors4xx", "Errors5xx", "IntegrationLatency", "IntegrationLatency", "IntegrationLatency", "Latency", "Latency", "Latency" }
                .Select(name => $"{name} {Tags}"),
            seen.Order(StringComparer.Ordinal));
    }
}

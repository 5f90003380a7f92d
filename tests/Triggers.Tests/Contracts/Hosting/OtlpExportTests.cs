using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Triggers.Contracts.Hosting;

namespace Triggers.Tests.Contracts.Hosting;

public sealed class OtlpExportTests
{
    [Fact]
    public async Task Adds_nothing_without_a_collector()
    {
        await using var app = await HostedApp.StartAsync();
        Assert.Null(app.App.Services.GetService<TracerProvider>());
        Assert.Null(app.App.Services.GetService<MeterProvider>());
    }

    [Fact]
    public async Task Sends_our_spans_the_servers_and_our_metrics_to_the_collector()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await HostedApp.StartAsync(map: app => app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            received.AddOrUpdate(context.Request.Path, Encoding.Latin1.GetString(body.ToArray()), (_, earlier) => earlier + Encoding.Latin1.GetString(body.ToArray()));
        }));
        using var source = new ActivitySource(Telemetry.Invoker);
        using var meter = new Meter(Telemetry.Http);

        await using (var app = await HostedApp.StartAsync(
            map: app => app.Run(context =>
            {
                source.StartActivity("a span of ours")?.Dispose();
                meter.CreateCounter<long>("OurCounter").Add(1);
                return context.Response.WriteAsync("done");
            }),
            arguments: [$"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Client.BaseAddress}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"]))
        {
            Assert.Equal((200, "done"), await app.GetAsync("/somewhere"));
        }

        Assert.Contains("a span of ours", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("/somewhere", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("OurCounter", received["/v1/metrics"], StringComparison.Ordinal);
    }
}

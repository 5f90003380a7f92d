using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Triggers.Contracts.Hosting;

namespace Triggers.Tests.Contracts.Hosting;

public sealed class PrometheusExportTests
{
    [Fact]
    public async Task Counts_what_our_meters_measure_and_nobody_elses()
    {
        await using var app = await HostedApp.StartAsync();
        await app.App.Services.GetRequiredService<PrometheusExport>().ExecuteTask!;
        using var ours = new Meter(Telemetry.Invoker);
        using var other = new Meter("Somebody.Else");
        var function = new KeyValuePair<string, object?>("FunctionName", nameof(PrometheusExportTests));
        ours.CreateCounter<long>("Invocations").Add(3, function);
        ours.CreateHistogram<double>("Duration", "ms").Record(7, function);
        other.CreateCounter<long>("Invocations").Add(1, function);

        var (status, body) = await app.GetAsync("/metrics");

        Assert.Equal(200, status);
        var lines = body.Split('\n').Where(line => line.Contains(nameof(PrometheusExportTests), StringComparison.Ordinal)).ToHashSet();
        const string Label = $$"""functionname="{{nameof(PrometheusExportTests)}}" """;
        var label = Label.TrimEnd();
        Assert.Contains($"triggers_invoker_invocations{{{label}}} 3", lines);
        Assert.Contains($"triggers_invoker_duration_sum{{{label}}} 7", lines);
        Assert.Contains($"triggers_invoker_duration_bucket{{{label},le=\"5\"}} 0", lines);
        Assert.Contains($"triggers_invoker_duration_bucket{{{label},le=\"10\"}} 1", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("somebody", StringComparison.Ordinal));
        Assert.Contains("\nprocess_working_set_bytes ", body, StringComparison.Ordinal);
    }
}

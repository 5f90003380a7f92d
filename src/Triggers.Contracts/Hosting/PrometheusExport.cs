using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Prometheus;

namespace Triggers.Contracts.Hosting;

/// <summary>
/// Our meters, and the process's own numbers, in Prometheus' text format. It listens from the start, so that nothing is missed, but
/// beside it: the first use of the library takes a tenth of a second.
/// </summary>
internal sealed class PrometheusExport : BackgroundService
{
    // https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly CollectorRegistry registry = Metrics.NewCustomRegistry();
    private IDisposable? adapter;

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.ContentType = ContentType;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await registry.CollectAndExportAsTextAsync(context.Response.Body, context.RequestAborted);
        }
    }

    public override void Dispose()
    {
        adapter?.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DotNetStats.Register(registry);
        var factory = Metrics.WithCustomRegistry(registry);
        factory.ExemplarBehavior = ExemplarBehavior.NoExemplars();
        adapter = MeterAdapter.StartListening(new MeterAdapterOptions
        {
            Registry = registry,
            MetricFactory = factory,
            InstrumentFilterPredicate = instrument => Telemetry.Meters.Contains(instrument.Meter.Name),
            ResolveHistogramBuckets = HistogramBuckets.For,
            // A function that rests must not lose its counters: long after any scrape interval, short of never.
            MetricsExpireAfter = TimeSpan.FromDays(1),
        });
        return Task.CompletedTask;
    }
}

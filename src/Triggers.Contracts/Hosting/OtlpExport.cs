using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Triggers.Contracts.Hosting;

/// <summary>
/// Sends metrics and traces to an OpenTelemetry collector, when one is named. Without one nothing of OpenTelemetry is even
/// loaded: that is 13 MB and a quarter of a second at start.
/// </summary>
internal static class OtlpExport
{
    // https://opentelemetry.io/docs/specs/otel/protocol/exporter/: the exporter itself reads these and their many siblings.
    private static readonly string[] EndpointVariables =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
    ];

    public static void AddOtlpExport(this WebApplicationBuilder builder)
    {
        if (EndpointVariables.Any(name => !string.IsNullOrWhiteSpace(builder.Configuration[name])))
        {
            Add(builder);
        }
    }

    // Apart, because a method's libraries are loaded when it is compiled.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Add(WebApplicationBuilder builder) =>
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                builder.Environment.ApplicationName.ToLowerInvariant(), serviceVersion: Version(), autoGenerateServiceInstanceId: true))
            .WithMetrics(metrics => metrics
                .AddMeter([.. Telemetry.Meters, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"])
                .AddOtlpExporter())
            // The server's own span carries OpenTelemetry's attributes because Directory.Build.props turns its switch.
            .WithTracing(traces => traces
                .AddSource([.. Telemetry.ActivitySources, "Microsoft.AspNetCore"])
                .AddOtlpExporter());

    private static string? Version() =>
        typeof(OtlpExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}

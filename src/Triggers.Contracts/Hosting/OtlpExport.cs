using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Triggers.Contracts.Hosting;

/// <summary>
/// Sends metrics and traces to an OpenTelemetry collector, when one is named. Without one nothing of OpenTelemetry is even
/// loaded: that is 10 MB and a tenth of a second at start.
/// </summary>
internal static class OtlpExport
{
    // https://opentelemetry.io/docs/specs/otel/protocol/exporter/: the exporter itself reads these and their many siblings.
    private static readonly string[] EndpointVariables =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
    ];

    // ASP.NET Core fills its request span in with OpenTelemetry's attributes only when this switch is off.
    private const string SuppressServerAttributes = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    public static void AddOtlpExport(this WebApplicationBuilder builder)
    {
        if (EndpointVariables.All(name => string.IsNullOrWhiteSpace(builder.Configuration[name])))
        {
            return;
        }

        AppContext.SetSwitch(SuppressServerAttributes, false);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                builder.Environment.ApplicationName.ToLowerInvariant(), serviceVersion: Version(), autoGenerateServiceInstanceId: true))
            .WithMetrics(metrics => metrics
                .AddMeter([.. Telemetry.Meters, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"])
                .AddOtlpExporter())
            .WithTracing(traces => traces
                .AddSource([.. Telemetry.ActivitySources, "Microsoft.AspNetCore"])
                .AddOtlpExporter());
    }

    private static string? Version() =>
        typeof(OtlpExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}

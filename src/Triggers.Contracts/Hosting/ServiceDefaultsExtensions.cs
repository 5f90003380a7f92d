using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Triggers.Contracts.Hosting;

/// <summary>What every process of this system has: settings, logs, time, telemetry, health, and an end without broken requests.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>The prefix of settings in the environment: <c>TRIGGERS_Http__Url</c> is <c>Http:Url</c>.</summary>
    public const string EnvironmentPrefix = "TRIGGERS_";

    /// <summary>How long requests in flight may take to end once the process is told to stop.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(30);

    /// <summary>Adds the defaults; call it first, so that what follows reads complete settings.</summary>
    /// <exception cref="SettingException">A setting of these defaults cannot be read.</exception>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        builder.AddEnvironmentSettings();
        builder.AddLoggingDefaults();
        builder.AddOtlpExport();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainTime);
        builder.Services.AddMetrics();
        builder.Services.AddHealthChecks();
        builder.Services.AddSingleton<ReadyGate>();
        builder.Services.AddSingleton<HealthReport>();
        builder.Services.AddSingleton<PrometheusExport>();
        builder.Services.AddHostedService(services => services.GetRequiredService<PrometheusExport>());
        return builder;
    }

    /// <summary>
    /// Answers <c>/healthz</c> (the process lives), <c>/readyz</c> (it wants requests: <see cref="ReadyGate"/> and every registered
    /// health check) and <c>/metrics</c> (Prometheus) on this door; all else goes on.
    /// </summary>
    public static IApplicationBuilder MapServiceDefaults(this IApplicationBuilder app)
    {
        var health = app.ApplicationServices.GetRequiredService<HealthReport>();
        var metrics = app.ApplicationServices.GetRequiredService<PrometheusExport>();
        return app.Use(next => context => context.Request.Path.Value switch
        {
            "/healthz" when IsRead(context.Request) => HealthReport.WriteLivenessAsync(context),
            "/readyz" when IsRead(context.Request) => health.WriteReadinessAsync(context),
            "/metrics" when IsRead(context.Request) => metrics.WriteAsync(context),
            _ => next(context),
        });
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    // Before the arguments, where there are any: what is typed wins over what stands in the environment.
    private static void AddEnvironmentSettings(this WebApplicationBuilder builder)
    {
        var sources = ((IConfigurationBuilder)builder.Configuration).Sources;
        var arguments = sources.OfType<CommandLineConfigurationSource>().FirstOrDefault();
        var position = arguments is null ? sources.Count : sources.IndexOf(arguments);
        sources.Insert(position, new EnvironmentVariablesConfigurationSource { Prefix = EnvironmentPrefix });
    }
}

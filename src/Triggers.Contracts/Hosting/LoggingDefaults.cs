using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Triggers.Contracts.Hosting;

/// <summary>Logging: lines to read on the console, or JSON when <c>Logging:Format</c> is <c>json</c>.</summary>
internal static class LoggingDefaults
{
    // Beneath every other source, so that appsettings.json, the environment and arguments can say otherwise.
    private static readonly Dictionary<string, string?> Levels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        // The web server's own lines for each request cost more than many a request.
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        // While this logger takes anything at all, each request gets an Activity that nobody asked for.
        ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None",
    };

    public static void AddLoggingDefaults(this WebApplicationBuilder builder)
    {
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = Levels });
        builder.Logging.ClearProviders();
        switch (builder.Configuration["Logging:Format"])
        {
            case null or "" or "text":
                builder.Logging.AddLines();
                break;
            case "json":
                builder.Logging.AddJsonConsole(console =>
                {
                    console.IncludeScopes = true;
                    console.UseUtcTimestamp = true;
                    console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
                });
                break;
            case var other:
                throw new SettingException($"Logging:Format must be text or json, was '{other}'.");
        }
    }

    /// <summary>Adds the console, written to by <see cref="LineFormatter"/>.</summary>
    public static ILoggingBuilder AddLines(this ILoggingBuilder logging)
    {
        logging.Services.TryAddSingleton(TimeProvider.System);
        return logging.AddConsole(console => console.FormatterName = LineFormatter.FormatterName)
            .AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
    }
}

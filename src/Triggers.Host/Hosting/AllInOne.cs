using Microsoft.Extensions.Logging.Console;
using Triggers.Contracts.Hosting;
using Triggers.Git;
using Triggers.Http;
using Triggers.Invoker;

namespace Triggers.Host.Hosting;

/// <summary>The invoker and the triggers in one process. A further trigger is a line in each half.</summary>
internal static class AllInOne
{
    /// <summary>Builds it; nothing listens yet.</summary>
    /// <param name="settings">Settings among the arguments.</param>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static WebApplication Create(IReadOnlyList<string> settings)
    {
        var builder = ServiceBuilder.Create([.. settings]);
        // Standard output is for what a command was asked for, perhaps JSON.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        var quiet = StartupLog.Quiet(builder.Logging);
        builder.AddInvoker();
        builder.AddHttpTrigger();
        builder.AddGitTrigger();

        var app = builder.Build();
        quiet.EndWith(app.Lifetime.ApplicationStarted);
        app.MapInvoker();
        app.MapHttpTrigger();
        app.MapGitTrigger();
        return app;
    }
}

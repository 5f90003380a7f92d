using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Triggers.Contracts.Hosting;

/// <summary>How every program of this system begins.</summary>
public static class ServiceBuilder
{
    // The framework would watch the whole folder it is started in for a change of appsettings.json: in a project with 20,000 folders
    // that is 20,000 inotify watches and 0.7 s at start. Settings are read once, at start.
    private const string NoReload = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>A builder with the service defaults in it.</summary>
    /// <param name="args">The program's arguments; what they set wins over files and the environment.</param>
    /// <exception cref="SettingException">A setting of the defaults cannot be read.</exception>
    public static WebApplicationBuilder Create(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder([NoReload, .. args]);

        // Nothing here blocks a request's thread, so the thread that read a request may serve it: one switch less each way.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        return builder.AddServiceDefaults();
    }
}

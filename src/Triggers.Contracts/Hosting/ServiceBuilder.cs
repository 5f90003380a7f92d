using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Triggers.Contracts.Hosting;

/// <summary>How every program of this system begins.</summary>
public static class ServiceBuilder
{
    // The framework would watch the whole folder it is started in for a change of appsettings.json: in a project with 20,000 folders
    // that is 20,000 inotify watches and 0.7 s at start. Settings are read once, at start.
    private const string NoReload = "--hostBuilder:reloadConfigOnChange=false";

    // The runtime reads this once, at its first socket: whoever waited for a socket goes on right on the thread that watches it.
    // Measured: a request costs a third less processor time and its median halves. `0` in the environment takes it back.
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>A builder with the service defaults in it.</summary>
    /// <param name="args">The program's arguments; what they set wins over files and the environment.</param>
    /// <exception cref="SettingException">A setting of the defaults cannot be read.</exception>
    public static WebApplicationBuilder Create(string[] args)
    {
        if (Environment.GetEnvironmentVariable(InlineCompletions) is null)
        {
            Environment.SetEnvironmentVariable(InlineCompletions, "1");
        }

        var builder = WebApplication.CreateSlimBuilder([NoReload, .. args]);

        // With it goes Kestrel's part; doors whose requests may block leave that thread (DoorThreads.Pool).
        builder.WebHost.UseSockets(sockets =>
        {
            sockets.UnsafePreferInlineScheduling = true;

            // A read that waits with its buffer in hand is one system call; the idle connections' buffers are 4 KB each.
            sockets.WaitForDataBeforeAllocatingBuffer = false;
        });
        return builder.AddServiceDefaults();
    }
}

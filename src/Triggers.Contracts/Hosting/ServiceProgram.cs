using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Triggers.Contracts.Hosting;

/// <summary>The whole of a service's <c>Program.cs</c>: what is wrong at the start is said in a sentence, not in a stack trace.</summary>
public static partial class ServiceProgram
{
    private const int Stopped = 1;

    /// <summary>Runs a service until it is told to stop.</summary>
    /// <param name="args">The command line's settings, <c>--Http:Url=…</c>.</param>
    /// <param name="add">Adds its parts; the service defaults are there already.</param>
    /// <param name="map">Maps its doors.</param>
    /// <returns>The exit code: 0, or 1 when it could not start.</returns>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        try
        {
            var builder = ServiceBuilder.Create(args);

            // The host's own word on a start that failed is a stack trace; ours follows.
            builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
            add(builder);
            await using var app = builder.Build();
            map(app);
            try
            {
                await app.StartAsync();
            }
            catch (IOException e) when (e.InnerException is AddressInUseException or SocketException)
            {
                await app.StopAsync();
                throw new SettingException($"{e.Message.TrimEnd('.')}. {Advice(app, e.Message)}");
            }

            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (SettingException e)
        {
            return Say(e.Message);
        }
        catch (OptionsValidationException e)
        {
            return Say(string.Join(' ', e.Failures));
        }
    }

    private static string Advice(WebApplication app, string message)
    {
        var door = app.Services.GetServices<Door>().FirstOrDefault(door => message.Contains(door.Url.Authority, StringComparison.Ordinal));
        return door is null
            ? "Stop what uses it, or set another address."
            : $"Stop what uses it, or set another: --{door.Name}:Url=http://{door.Url.Host}:{door.Url.Port + 10}";
    }

    // The service's own log is not there yet, or gone already.
    private static int Say(string sentence)
    {
        using var log = LoggerFactory.Create(logging => logging.AddLines());
        CannotStart(log.CreateLogger("Triggers"), sentence);
        return Stopped;
    }

    [LoggerMessage(1, LogLevel.Critical, "{Sentence}")]
    private static partial void CannotStart(ILogger logger, string sentence);
}

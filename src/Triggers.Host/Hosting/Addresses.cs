using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Triggers.Contracts.Hosting;

namespace Triggers.Host.Hosting;

/// <summary>Starts a process's addresses, and says which of them cannot be had and what to set.</summary>
internal static class Addresses
{
    /// <summary>Starts <paramref name="app"/>.</summary>
    /// <exception cref="SettingException">An address is in use or may not be used.</exception>
    public static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new SettingException(InUse(app, e.Message));
        }
        catch (SocketException e)
        {
            var settings = string.Join(", ", app.Services.GetServices<Door>().Select(door => $"{door.Name}:Url={Show(door)}"));
            throw new SettingException($"An address cannot be listened on: {e.Message}. The addresses are {settings}; each is a setting, as --{SomeDoor(app)}:Url=URL.");
        }
    }

    private static string InUse(WebApplication app, string message)
    {
        // Kestrel's message holds the address: "Failed to bind to address http://127.0.0.1:3000: address already in use."
        var door = app.Services.GetServices<Door>().FirstOrDefault(door => message.Contains(Show(door), StringComparison.OrdinalIgnoreCase));
        return door is null
            ? message
            : $"The address {Show(door)} ({door.Name}:Url) is in use by another program. Stop that one, or set another address: --{door.Name}:Url={Other(door)}.";
    }

    private static string Show(Door door) => door.Url.GetLeftPart(UriPartial.Authority);

    private static string Other(Door door) => $"{door.Url.Scheme}://{door.Url.Host}:{(door.Url.Port < 55000 ? door.Url.Port + 10000 : door.Url.Port - 10000)}";

    private static string SomeDoor(WebApplication app) => app.Services.GetServices<Door>().Select(door => door.Name).FirstOrDefault("Http");
}

using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Triggers.Contracts.Hosting;

/// <summary>
/// Puts several services with an address each into one process: every connection knows the door it came in by, and each
/// service maps its own door only.
/// </summary>
public static class DoorExtensions
{
    /// <summary>Listens on <c>{name}:Url</c> of the configuration, else on <paramref name="defaultUrl"/>.</summary>
    /// <param name="builder">The process.</param>
    /// <param name="name">The configuration section, and the door's name.</param>
    /// <param name="defaultUrl">Where it listens unless set.</param>
    /// <param name="protocols">What is spoken there. Without TLS, HTTP/2 needs an address where nothing else is spoken.</param>
    /// <param name="threads">Where its requests are served.</param>
    /// <exception cref="SettingException">The address cannot be read.</exception>
    public static Door AddDoor(
        this WebApplicationBuilder builder, string name, string defaultUrl, HttpProtocols protocols = HttpProtocols.Http1, DoorThreads threads = DoorThreads.Pool)
    {
        var text = builder.Configuration[$"{name}:Url"] ?? defaultUrl;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || url.PathAndQuery != "/")
        {
            throw new SettingException($"{name}:Url must be an address like {defaultUrl}, was '{text}'.");
        }

        var door = new Door(name, url);
        builder.Services.AddKeyedSingleton(name, door);
        builder.Services.AddSingleton(door);
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (url.Host is "localhost")
            {
                kestrel.ListenLocalhost(url.Port, listen => Mark(listen, door, protocols, threads));
            }
            else if (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address))
            {
                kestrel.Listen(address, url.Port, listen => Mark(listen, door, protocols, threads));
            }
            else
            {
                kestrel.ListenAnyIP(url.Port, listen => Mark(listen, door, protocols, threads));
            }
        });
        return door;
    }

    /// <summary>Builds the pipeline of one door: requests that came in elsewhere never reach it.</summary>
    public static void MapDoor(this IApplicationBuilder app, string name, Action<IApplicationBuilder> configure)
    {
        var door = app.ApplicationServices.GetRequiredKeyedService<Door>(name);
        app.MapWhen(context => ReferenceEquals(context.Features.Get<Door>(), door), configure);
    }

    private static void Mark(ListenOptions listen, Door door, HttpProtocols protocols, DoorThreads threads)
    {
        listen.Protocols = protocols;
        listen.Use(next => connection =>
        {
            connection.Features.Set(door);
            if (threads == DoorThreads.Pool)
            {
                connection.Transport = new Transport(new PooledInput(connection.Transport.Input), connection.Transport.Output);
            }

            return next(connection);
        });
    }

    private sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

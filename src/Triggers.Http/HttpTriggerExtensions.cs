using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Contracts.Hosting;
using Triggers.Http.Authorizers;

namespace Triggers.Http;

/// <summary>Puts the HTTP trigger into a process. It needs an <c>IInvocationBus</c> and fills its routes from the catalog.</summary>
public static class HttpTriggerExtensions
{
    private const string Http2Door = "Http2";

    /// <summary>
    /// Adds HTTP APIs and the address they listen on, <c>Http:Url</c>; and one for HTTP/2 without TLS, as proxies speak it, when
    /// <c>Http2:Url</c> is set.
    /// </summary>
    /// <exception cref="SettingException">The address cannot be read.</exception>
    public static WebApplicationBuilder AddHttpTrigger(this WebApplicationBuilder builder)
    {
        builder.AddDoor(HttpTriggerOptions.Section, HttpTriggerOptions.DefaultUrl, threads: DoorThreads.Socket);
        if (!string.IsNullOrEmpty(builder.Configuration["Http2:Url"]))
        {
            builder.AddDoor(Http2Door, HttpTriggerOptions.DefaultUrl, HttpProtocols.Http2, DoorThreads.Socket);
        }

        var services = builder.Services;
        services.AddOptions<HttpTriggerOptions>().BindConfiguration(HttpTriggerOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HttpTriggerOptions>, HttpTriggerOptionsValidator>();
        services.AddOptions<AwsIdentity>().BindConfiguration(AwsIdentity.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EventSourceCatalog>();
        services.AddSingleton<HttpRoutes>();
        services.AddSingleton<JwtAuthorizer>();
        services.AddSingleton<HttpTriggerMetrics>();
        services.AddSingleton<HttpInvocation>();
        services.AddSingleton<HttpTrigger>();

        // Handlers may put any text into a header; without this the server takes ASCII only.
        services.Configure<KestrelServerOptions>(kestrel => kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8);
        return builder;
    }

    /// <summary>Serves HTTP APIs at their address.</summary>
    public static WebApplication MapHttpTrigger(this WebApplication app)
    {
        var trigger = app.Services.GetRequiredService<HttpTrigger>();
        app.MapDoor(HttpTriggerOptions.Section, branch => branch.Run(trigger.RunAsync));
        if (app.Services.GetKeyedService<Door>(Http2Door) is not null)
        {
            app.MapDoor(Http2Door, branch => branch.Run(trigger.RunAsync));
        }

        return app;
    }
}

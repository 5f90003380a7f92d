using System.Net;
using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Contracts.Hosting;
using Triggers.Invoker.Api.Requests;
using Triggers.Invoker.Api.Signing;
using Triggers.Invoker.Delivery;
using Triggers.Invoker.Logs;
using Triggers.Invoker.Stacks;

namespace Triggers.Invoker.Api;

/// <summary>Puts the Lambda API into a process: <c>AddLambdaApi</c> and <c>MapLambdaApi</c>.</summary>
public static class LambdaApiExtensions
{
    /// <summary>Reads the settings and opens the door <c>Lambda</c>.</summary>
    /// <exception cref="SettingException">The address is open to others and no credentials are set.</exception>
    public static Door AddLambdaApi(this WebApplicationBuilder builder)
    {
        var door = builder.AddDoor(LambdaApiOptions.Section, LambdaApiOptions.DefaultUrl);
        var credentials = builder.Configuration.GetSection($"{LambdaApiOptions.Section}:{nameof(LambdaApiOptions.Credentials)}").GetChildren().ToList();
        if (credentials.Find(one => string.IsNullOrWhiteSpace(one.Value)) is { } empty)
        {
            throw new SettingException($"{empty.Path} must be the secret of the access key '{empty.Key}', was empty.");
        }

        if (credentials.Count == 0 && !IsLoopback(door.Url))
        {
            throw new SettingException(
                $"Lambda:Url {door.Url.GetLeftPart(UriPartial.Authority)} can be reached by other machines, and whoever reaches the Lambda API can run any " +
                "code here. Set an access key and its secret (Lambda:Credentials:{access key}={secret}), or listen on 127.0.0.1.");
        }

        builder.Services.AddSingleton<IValidateOptions<LambdaApiOptions>, LambdaApiOptionsValidator>();
        builder.Services.AddOptions<LambdaApiOptions>()
            .Configure(options => options.FunctionUrlDomain = $"localhost:{GatewayPort(builder.Configuration)}")
            .BindConfiguration(LambdaApiOptions.Section)
            .ValidateOnStart();
        builder.Services.AddRouting();
        builder.Services.AddSingleton<SignatureV4Verifier>();
        builder.Services.AddSingleton<SignatureV4Presigner>();
        return door;
    }

    /// <summary>
    /// Ends a door's pipeline with the Lambda API and our own routes beside it (stacks, logs), all behind one guard: what comes here
    /// is answered here. Map what stays open to everybody (<c>/healthz</c>, <c>/readyz</c>, <c>/metrics</c>) before it.
    /// </summary>
    public static void MapLambdaApi(this IApplicationBuilder app)
    {
        // A builder of its own: routing on a branch of a WebApplication would show these routes on every door.
        var api = new ApplicationBuilder(app.ApplicationServices);
        api.UseMiddleware<ErrorEnvelope>();
        api.UseRouting();
        api.UseMiddleware<ApiGuard>();
        api.UseEndpoints(routes =>
        {
            LambdaRoutes.Map(routes);
            ManagementRoutes.Map(routes);
            var ours = routes.MapGroup("").WithMetadata(new BodyLimit("Deploy", BodyLimit.Package));
            ours.MapStacks();
            ours.MapLogs();
            ours.MapDelivery();
        });
        api.Run(_ => throw new LambdaException(LambdaErrors.UnknownOperation, "There is no such operation of the Lambda API here."));
        app.Run(api.Build());
    }

    private static bool IsLoopback(Uri url) =>
        url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    // The gateway is another part, perhaps in another process: only its address is asked for.
    private static int GatewayPort(ConfigurationManager configuration) =>
        Uri.TryCreate(configuration["Http:Url"], UriKind.Absolute, out var url) ? url.Port : 3000;
}

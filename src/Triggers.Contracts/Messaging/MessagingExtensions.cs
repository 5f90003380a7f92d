using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triggers.Contracts.Hosting;

namespace Triggers.Contracts.Messaging;

/// <summary>Connects a trigger that runs in a process of its own to the invokers.</summary>
public static class MessagingExtensions
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Adds the invocation bus that <c>Messaging:Url</c> names, and keeps the catalog of event sources filled from there.</summary>
    /// <param name="builder">The process.</param>
    /// <param name="part">What is being run alone, for the sentence that says what is missing.</param>
    /// <exception cref="SettingException"><c>Messaging:Url</c> is missing or cannot be read.</exception>
    public static WebApplicationBuilder AddMessaging(this WebApplicationBuilder builder, string part)
    {
        var text = builder.Configuration[$"{MessagingOptions.Section}:{nameof(MessagingOptions.Url)}"];
        if (string.IsNullOrEmpty(text))
        {
            throw new SettingException(
                $"{part} alone needs Messaging:Url, the address of a running invoker's Lambda API: --Messaging:Url=http://127.0.0.1:3001. " +
                "Without one, run `triggers up`, which has an invoker inside.");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.PathAndQuery != "/")
        {
            throw new SettingException($"Messaging:Url must be the address of a Lambda API like http://127.0.0.1:3001, was '{text}'.");
        }

        var services = builder.Services;
        services.AddOptions<MessagingOptions>().BindConfiguration(MessagingOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MessagingOptions>, MessagingOptionsValidator>();
        services.AddOptions<AwsIdentity>().BindConfiguration(AwsIdentity.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EventSourceCatalog>();
        services.AddKeyedSingleton(MessagingOptions.Section, (_, _) => CreateClient(url));
        services.AddSingleton<IInvocationBus>(provider => new LambdaApiInvocationBus(Client(provider)));
        services.AddHostedService(provider => new EventSourceReader(
            Client(provider),
            provider.GetRequiredService<EventSourceCatalog>(),
            EventSourceFile.In(builder.Configuration["Data:Path"] ?? "./.triggers"),
            provider.GetRequiredService<IOptions<MessagingOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EventSourceReader>>()));
        return builder;
    }

    /// <summary>A client for one address, with as many kept connections as there are calls at once.</summary>
    internal static HttpClient CreateClient(Uri url)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = ConnectTimeout,
            // A name that moves to another machine is followed within this time.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        var client = new HttpClient(handler) { BaseAddress = url, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return client;
    }

    private static HttpClient Client(IServiceProvider services) => services.GetRequiredKeyedService<HttpClient>(MessagingOptions.Section);
}

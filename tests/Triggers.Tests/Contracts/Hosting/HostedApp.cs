using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Triggers.Contracts.Hosting;

namespace Triggers.Tests.Contracts.Hosting;

/// <summary>A real server on a port of its own, with the service defaults and what a test adds.</summary>
internal sealed class HostedApp : IAsyncDisposable
{
    private HostedApp(WebApplication app)
    {
        App = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public WebApplication App { get; }

    public HttpClient Client { get; }

    public ReadyGate Gate => App.Services.GetRequiredService<ReadyGate>();

    public static async Task<HostedApp> StartAsync(Action<WebApplicationBuilder>? add = null, Action<WebApplication>? map = null, params string[] arguments)
    {
        var builder = ServiceBuilder.Create(["--Logging:LogLevel:Default=None", .. arguments]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        add?.Invoke(builder);
        var app = builder.Build();
        app.MapServiceDefaults();
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new HostedApp(app);
    }

    public async Task<(int Status, string Body)> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync(TestContext.Current.CancellationToken);
        await App.DisposeAsync();
    }
}

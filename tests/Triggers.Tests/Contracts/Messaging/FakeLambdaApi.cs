using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Triggers.Tests.Contracts.Messaging;

/// <summary>An invoker's address, real on the wire, that answers what the test says and keeps what it was asked.</summary>
internal sealed class FakeLambdaApi : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeLambdaApi(WebApplication app) => this.app = app;

    public ConcurrentQueue<string> Requests { get; } = new();

    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public Uri Address => new(app.Urls.Single());

    public static async Task<FakeLambdaApi> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var api = new FakeLambdaApi(app);
        app.Run(api.RunAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return api;
    }

    /// <summary>A port where nobody listens.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(TestContext.Current.CancellationToken);
        await app.DisposeAsync();
    }

    private async Task RunAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.Where(header => header.Key.StartsWith("X-Amz", StringComparison.OrdinalIgnoreCase) || header.Key == "Content-Type")
            .Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.OrdinalIgnoreCase);
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}\n{string.Join('\n', headers)}\n\n{await body.ReadToEndAsync(context.RequestAborted)}");
        await Answer(context);
    }
}

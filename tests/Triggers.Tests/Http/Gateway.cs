using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Triggers.Contracts;
using Triggers.Contracts.Messaging;
using Triggers.Http;

namespace Triggers.Tests.Http;

/// <summary>The HTTP trigger on a real server and a free port, with a bus that the test answers.</summary>
internal sealed class Gateway : IAsyncDisposable
{
    private readonly WebApplication app;

    private Gateway(WebApplication app, FakeBus bus, FakeTimeProvider clock, LogLines log)
    {
        this.app = app;
        Bus = bus;
        Clock = clock;
        Log = log;
        var urls = app.Urls.Select(url => new Uri(url)).ToArray();
        Address = urls[0];
        Http2Address = urls[1];
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = Address };
    }

    public FakeBus Bus { get; }

    public FakeTimeProvider Clock { get; }

    public LogLines Log { get; }

    public Uri Address { get; }

    public Uri Http2Address { get; }

    public HttpClient Client { get; }

    public EventSourceCatalog Catalog => app.Services.GetRequiredService<EventSourceCatalog>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts with one API whose routes are given as <c>GET /path</c> or <c>$default</c>; the function's name is the route's number.</summary>
    public static Task<Gateway> StartAsync(params string[] routes) => StartAsync(Sources.Api("a1b2c3d4e5", routes));

    public static Task<Gateway> StartAsync(IEnumerable<EventSource> sources, params string[] arguments) =>
        StartAsync(sources, new DateTimeOffset(2020, 3, 12, 19, 3, 58, 390, TimeSpan.Zero), arguments);

    public static async Task<Gateway> StartAsync(IEnumerable<EventSource> sources, DateTimeOffset now, params string[] arguments)
    {
        var bus = new FakeBus();
        var clock = new FakeTimeProvider(now);
        var log = new LogLines();
        var builder = WebApplication.CreateSlimBuilder(["--Http:Url=http://127.0.0.1:0", "--Http2:Url=http://127.0.0.1:0", .. arguments]);
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IInvocationBus>(bus);
        builder.AddHttpTrigger();
        var app = builder.Build();
        app.MapHttpTrigger();
        app.Services.GetRequiredService<EventSourceCatalog>().Publish([.. sources]);
        await app.StartAsync(Cancellation);
        return new Gateway(app, bus, clock, log);
    }

    /// <summary>The event of the one request that was made.</summary>
    public JsonNode Event() => Parse(Bus.Requests.Single());

    public static JsonNode Parse(InvocationRequest request) => JsonNode.Parse(request.Payload.Span)!;

    /// <summary>Sends bytes as they are and reads until the server closes.</summary>
    public async Task<string> SendRawAsync(string request)
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(Encoding.Latin1.GetBytes(request), Cancellation);
        return await ReadToEndAsync(socket);
    }

    public async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Address.Port, Cancellation);
        return socket;
    }

    public static async Task<string> ReadToEndAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync(Cancellation);
        await app.DisposeAsync();
    }
}

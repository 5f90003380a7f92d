using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Triggers.Contracts;
using Triggers.Contracts.Hosting;
using Triggers.Contracts.Messaging;
using Triggers.Invoker;
using Triggers.Invoker.Api;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Packaging;

namespace Triggers.Tests.Invoker.Api;

/// <summary>The Lambda API on a real server and a free port, over a fake bus and at a time that stands still.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2024, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    private readonly WebApplication app;
    private readonly string folder;

    private ApiHost(WebApplication app, string folder, string address)
    {
        this.app = app;
        this.folder = folder;
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    public FakeBus Bus => (FakeBus)app.Services.GetRequiredService<IInvocationBus>();

    public FakeTimeProvider Time => (FakeTimeProvider)app.Services.GetRequiredService<TimeProvider>();

    public FunctionStore Store => app.Services.GetRequiredService<FunctionStore>();

    public ListLogger Log => (ListLogger)app.Services.GetRequiredService<ILoggerProvider>();

    public static Task<ApiHost> StartAsync(params string[] settings) => StartAsync(null, settings);

    public static async Task<ApiHost> StartAsync(Action<WebApplicationBuilder>? add, params string[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(["--Lambda:Url=http://127.0.0.1:0", .. settings]);
        builder.AddLambdaApi();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerProvider>(new ListLogger());
        builder.Services.AddSingleton<IInvocationBus>(new FakeBus());
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        builder.Services.AddSingleton(new AwsIdentity());
        builder.Services.AddSingleton(_ => new FunctionStore());
        var folder = Directory.CreateTempSubdirectory("api-").FullName;
        builder.Services.AddSingleton(services => new CodeStore(folder, services.GetRequiredService<TimeProvider>(), NullLogger<CodeStore>.Instance));
        builder.Services.AddOptions<InvokerOptions>();
        add?.Invoke(builder);
        var app = builder.Build();
        app.MapDoor("Lambda", door => door.MapLambdaApi());
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new ApiHost(app, folder, address);
    }

    /// <summary>Sends a request; the body, if any, as JSON text.</summary>
    public async Task<ApiReply> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await ApiReply.ReadAsync(response);
    }

    /// <summary>Creates a function the short way.</summary>
    public async Task CreateAsync(string name)
    {
        var reply = await SendAsync("POST", "/2015-03-31/functions", $$"""
            {"FunctionName":"{{name}}","Runtime":"python3.13","Handler":"app.handler","Role":"arn:aws:iam::000000000000:role/r","Code":{"ZipFile":"{{TestZip.Base64}}"} }
            """);
        Assert.True(reply.Status == HttpStatusCode.Created, reply.Text + string.Join("\n", Log.Errors));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync(TestContext.Current.CancellationToken);
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

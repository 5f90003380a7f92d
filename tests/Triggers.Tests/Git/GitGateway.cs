using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Triggers.Contracts;
using Triggers.Contracts.Messaging;
using Triggers.Git;
using Triggers.Tests.Http;

namespace Triggers.Tests.Git;

/// <summary>The git trigger on a real server, a free port and a data folder of its own, with a bus that keeps what it was given.</summary>
internal sealed class GitGateway : IAsyncDisposable
{
    public const string Secret = "It's a Secret to Everybody";
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 30, 15, 123, TimeSpan.Zero);

    private readonly string? ownFolder;

    private GitGateway(WebApplication app, FakeBus bus, FakeTimeProvider clock, LogLines log, string? ownFolder)
    {
        (App, Bus, Clock, Log, this.ownFolder) = (app, bus, clock, log, ownFolder);
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public WebApplication App { get; }

    public FakeBus Bus { get; }

    public FakeTimeProvider Clock { get; }

    public LogLines Log { get; }

    public HttpClient Client { get; }

    public EventSourceCatalog Catalog => App.Services.GetRequiredService<EventSourceCatalog>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts with one repository with this name and secret, and one trigger <c>all</c>.</summary>
    public static Task<GitGateway> StartAsync(string repository = "repo", params string[] arguments) =>
        StartAsync([Source(repository, Trigger("all"))], null, [$"--Git:Repositories:{repository}:Secrets:0={Secret}", .. arguments]);

    public static async Task<GitGateway> StartAsync(IEnumerable<EventSource> sources, string? folder, params string[] arguments)
    {
        var (bus, clock, log) = (new FakeBus(), new FakeTimeProvider(Now), new LogLines());
        var own = folder is null ? Directory.CreateTempSubdirectory("triggers-git-").FullName : null;
        var builder = WebApplication.CreateSlimBuilder(["--Git:Url=http://127.0.0.1:0", $"--Data:Path={Path.Combine(folder ?? own!, "data")}", .. arguments]);
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IInvocationBus>(bus);
        builder.AddGitTrigger();
        var app = builder.Build();
        app.MapGitTrigger();
        app.Services.GetRequiredService<EventSourceCatalog>().Publish([.. sources]);
        await app.StartAsync(Cancellation);
        return new GitGateway(app, bus, clock, log, own);
    }

    /// <summary>A repository of a template; triggers as JSON.</summary>
    public static EventSource Source(string repository, params string[] triggers) => new()
    {
        Id = $"stack/{repository}",
        Kind = EventSourceKinds.CodeCommitRepository,
        Properties = JsonElement.Parse($$"""{"RepositoryName":"{{repository}}","Triggers":[{{string.Join(',', triggers)}}]}"""),
    };

    /// <summary>A trigger to the function <c>f</c>.</summary>
    public static string Trigger(string events, string more = "", string name = "told") =>
        $$"""{"Name":"{{name}}","DestinationArn":"arn:aws:lambda:us-east-1:000000000000:function:f","Events":["{{events}}"],"Branches":[]{{more}}}""";

    /// <summary>Sends a body as it is.</summary>
    public async Task<(HttpStatusCode Status, string Text)> SendAsync(string path, byte[] body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await Client.SendAsync(request, Cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>A push as GitHub sends it.</summary>
    public Task<(HttpStatusCode Status, string Text)> PushAsync(
        string before, string after, string reference = "refs/heads/main", string? delivery = null, string path = "/git/repo", string fullName = "o/repo")
    {
        var body = new JsonObject
        {
            ["ref"] = reference,
            ["before"] = before,
            ["after"] = after,
            ["repository"] = new JsonObject { ["full_name"] = fullName },
            ["pusher"] = new JsonObject { ["name"] = "ada" },
        };
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        return SendAsync(path, bytes, ("X-GitHub-Event", "push"), ("X-GitHub-Delivery", delivery ?? Guid.NewGuid().ToString()), ("X-Hub-Signature-256", $"sha256={Sign(bytes)}"));
    }

    public static string Sign(byte[] body, string secret = Secret) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>An object id of one repeated digit.</summary>
    public static string Id(char digit, int length = 40) => new(digit, length);

    public IReadOnlyList<JsonNode> Sent => [.. Bus.Requests.Select(request => JsonNode.Parse(request.Payload.Span)!["Records"]![0]!)];

    /// <summary>What the events told, in order: <c>+refs/heads/main 1111</c>, <c>-…</c> and <c>=…</c>.</summary>
    public IReadOnlyList<string> Told =>
    [
        .. Sent.SelectMany(record => record["codecommit"]!["references"]!.AsArray()).Select(reference =>
            $"{(reference!["created"] is not null ? '+' : reference["deleted"] is not null ? '-' : '=')}{reference["ref"]} {reference["commit"]!.GetValue<string>()[..4]}"),
    ];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (ownFolder is not null)
        {
            Directory.Delete(ownFolder, recursive: true);
        }
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Triggers.Contracts;
using Triggers.Contracts.Hosting;
using Triggers.Contracts.Messaging;
using Triggers.Tests.Http;

namespace Triggers.Tests.Contracts.Messaging;

/// <summary>How a trigger that runs alone learns its event sources.</summary>
public sealed class EventSourceReaderTests : IDisposable
{
    private const string One = """[{"id":"s/one","kind":"HttpApi","stack":"s","function":{"name":"f","qualifier":"live"},"properties":{"ApiId":"a"}}]""";

    private readonly string folder = Directory.CreateTempSubdirectory("triggers-test-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_the_catalog_follows_it_and_outlives_the_invoker()
    {
        var json = One;
        int port;
        await using (var api = await FakeLambdaApi.StartAsync())
        {
            api.Answer = context => context.Response.WriteAsync(Volatile.Read(ref json), Cancellation);
            port = api.Address.Port;
            await using var process = await StartAsync(port);
            var source = Assert.Single(process.Catalog.Current);
            Assert.Equal(
                ("s/one", "HttpApi", "s", new FunctionReference("f", "live"), """{"ApiId":"a"}"""),
                (source.Id, source.Kind, source.Stack, source.Function, source.Properties.GetRawText()));

            Volatile.Write(ref json, One.Replace("s/one", "s/two", StringComparison.Ordinal));
            await Until.TrueAsync(() => process.Catalog.Current.Single().Id == "s/two");
        }

        // The invoker is gone: another process starts with the last copy, and takes up the next word of it.
        await using var alone = await StartAsync(port);
        Assert.Equal("s/two", Assert.Single(alone.Catalog.Current).Id);
        await using var again = await FakeLambdaApi.StartAsync(port);
        again.Answer = context => context.Response.WriteAsync("[]", Cancellation);
        await Until.TrueAsync(() => alone.Catalog.Current.IsEmpty);
        Assert.Contains(alone.Log.From(LogLevel.Warning), line => line.Contains("cannot be read from", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("broken")]
    public async Task Keeps_what_it_has_when_the_answer_is_no_catalog(string answer)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "event-sources.json"), One, Cancellation);
        await using var api = await FakeLambdaApi.StartAsync();
        api.Answer = context => context.Response.WriteAsync(answer, Cancellation);
        await using var process = await StartAsync(api.Address.Port);
        Assert.Equal("s/one", Assert.Single(process.Catalog.Current).Id);
        Assert.Equal(One, await File.ReadAllTextAsync(Path.Combine(folder, "event-sources.json"), Cancellation));
    }

    [Fact]
    public async Task Starts_with_nothing_when_the_copy_is_broken()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "event-sources.json"), "[{", Cancellation);
        await using var process = await StartAsync(FakeLambdaApi.FreePort());
        Assert.Empty(process.Catalog.Current);
        Assert.Contains(process.Log.From(LogLevel.Warning), line => line.StartsWith("Warning: The last copy of the event sources cannot be read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "The HTTP trigger alone needs Messaging:Url, the address of a running invoker's Lambda API: --Messaging:Url=http://127.0.0.1:3001. Without one, run `triggers up`, which has an invoker inside.")]
    [InlineData("amqp://localhost", "Messaging:Url must be the address of a Lambda API like http://127.0.0.1:3001, was 'amqp://localhost'.")]
    public void Says_what_address_is_needed(string? url, string sentence)
    {
        var builder = WebApplication.CreateSlimBuilder(url is null ? [] : [$"--Messaging:Url={url}"]);
        Assert.Equal(sentence, Assert.Throws<SettingException>(() => builder.AddMessaging("The HTTP trigger")).Message);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<Alone> StartAsync(int port)
    {
        var log = new LogLines();
        var builder = WebApplication.CreateSlimBuilder(
            [$"--Messaging:Url=http://127.0.0.1:{port}", "--Messaging:CatalogRefresh=00:00:00.1", $"--Data:Path={folder}", "--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders().AddProvider(log);
        builder.AddMessaging("The test");
        var app = builder.Build();
        await app.StartAsync(Cancellation);
        return new Alone(app, log);
    }

    private sealed record Alone(WebApplication App, LogLines Log) : IAsyncDisposable
    {
        public EventSourceCatalog Catalog => App.Services.GetRequiredService<EventSourceCatalog>();

        public async ValueTask DisposeAsync()
        {
            await App.StopAsync(Cancellation);
            await App.DisposeAsync();
        }
    }
}

using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Triggers.Contracts;
using Triggers.Invoker;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Packaging;
using Triggers.Invoker.Stacks;

namespace Triggers.Tests.Invoker.Stacks;

public sealed class StackEndpointsTests : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("triggers-endpoints-").FullName;
    private WebApplication app = null!;
    private HttpClient client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => StartAsync();

    [Fact]
    public async Task Deploys_lists_shows_and_deletes_a_stack_over_a_restart()
    {
        var package = ZipBuilder.FromInlineCode("python3.13", "def handler(event, context): return event");
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/triggers/code/{package.Sha256}"), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await PutCodeAsync(package.Sha256, package.Zip.ToArray())).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/triggers/code/{package.Sha256}"), Cancellation)).StatusCode);

        // The least a document may say: the rest is what the records say.
        var document = $$$"""
            {"name":"s","functions":[{"functionName":"f","codeSha256":"{{{package.Sha256}}}","runtime":"python3.13","handler":"index.handler"}],
            "eventSources":[{"id":"s/f/Get","kind":"HttpApi","function":{"name":"f"},"properties":{"Method":"GET"}}],"outputs":{"ApiUrl":"http://x"}}
            """;
        Assert.Equal("""{"added":["function f","HttpApi s/f/Get"],"changed":[],"removed":[],"unchanged":0}""", await PutStackAsync("s", document, HttpStatusCode.OK));
        Assert.Equal(3, app.Services.GetRequiredService<FunctionStore>().Current.Find("f")!.Latest.Timeout);

        await app.DisposeAsync();
        await StartAsync();
        var list = JsonSerializer.Deserialize(await client.GetStringAsync("/triggers/stacks", Cancellation), StackJson.Summaries);
        Assert.Equal([new StackSummary("s", list[0].DeployedAt, 1, 1)], list);
        Assert.Equal(
            """[{"id":"s/f/Get","kind":"HttpApi","stack":"s","function":{"name":"f"},"properties":{"Method":"GET"}}]""",
            await client.GetStringAsync("/triggers/event-sources", Cancellation));
        Assert.Equal(
            $$$"""
            {"name":"s","functions":[{"functionName":"f","codeSha256":"{{{package.Sha256}}}","runtime":"python3.13","handler":"index.handler","role":"","description":"",
            "timeout":3,"memorySize":128,"ephemeralStorageSize":512,"architectures":["x86_64"],"environment":{},"layers":[],"tags":{},"tracingMode":"PassThrough","kept":{}}],
            "eventSources":[{"id":"s/f/Get","kind":"HttpApi","stack":"s","function":{"name":"f"},"properties":{"Method":"GET"}}],"outputs":{"ApiUrl":"http://x"}}
            """.ReplaceLineEndings(""),
            await client.GetStringAsync("/triggers/stacks/s", Cancellation));
        var deleted = await client.DeleteAsync("/triggers/stacks/s", Cancellation);
        Assert.Equal("""{"added":[],"changed":[],"removed":["function f","HttpApi s/f/Get"],"unchanged":0}""", await deleted.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("404 There is no stack s.", await (await client.DeleteAsync("/triggers/stacks/s", Cancellation)).Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("not json", "400 The stack's document cannot be read: ")]
    [InlineData("null", "400 The stack's document cannot be read: ")]
    [InlineData("""{"name":"s","functions":[null],"eventSources":[]}""", "400 The stack's document cannot be read: ")]
    [InlineData("""{"name":"s","functions":[]}""", "400 The stack's document cannot be read: ")]
    [InlineData("""{"name":"s","functions":[],"eventSources":[],"colour":"red"}""", "400 The stack's document cannot be read: The JSON property 'colour'")]
    [InlineData("""{"name":"s","functions":[{"functionName":"f","codeSha256":"x","runtime":"r","handler":"h","timeout":"3s"}],"eventSources":[]}""", "400 The stack's document cannot be read: ")]
    [InlineData("""{"name":"t","functions":[],"eventSources":[]}""", "400 The document's name must be 's' as in the address, was 't'.")]
    [InlineData("""{"name":"s","functions":[{"functionName":"f","codeSha256":"x","runtime":"python3.13","handler":"h"}],"eventSources":[]}""", "400 The stack s has a problem, nothing was deployed:\nFunction f: its code package x has not been uploaded.")]
    public async Task Refuses_a_bad_document_and_serves_on(string document, string answer)
    {
        Assert.StartsWith(answer, await PutStackAsync("s", document, HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Equal("[]", await client.GetStringAsync("/triggers/stacks", Cancellation));
    }

    [Fact]
    public async Task Refuses_code_that_is_not_what_its_address_says_or_cannot_be_unpacked()
    {
        var zip = new Packaging.ZipBytes().Add("../evil").ToArray();
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(zip));
        Assert.Equal(
            "400 Could not unzip uploaded file. Please check your file, then try to upload again. The entry '../evil' contains '..'.",
            await (await PutCodeAsync(sha256, zip)).Content.ReadAsStringAsync(Cancellation));
        var other = new string('0', 64);
        Assert.Equal($"400 The package's SHA-256 is {sha256}, not {other} as announced.", await (await PutCodeAsync(other, zip)).Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Takes_a_package_larger_than_the_servers_own_limit_and_refuses_one_over_ours()
    {
        var random = new byte[40_000_000];
        new Random(1).NextBytes(random);
        var zip = new Packaging.ZipBytes().Add("data"u8.ToArray(), random, isDeflated: false).ToArray();
        Assert.Equal(HttpStatusCode.NoContent, (await PutCodeAsync(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(zip)), zip)).StatusCode);
        var tooLarge = await PutCodeAsync(new string('0', 64), new byte[52_428_801]);
        Assert.Equal("413 Zipped size must be smaller than 52428800 bytes", await tooLarge.Content.ReadAsStringAsync(Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(root, recursive: true);
    }

    private async ValueTask StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Data:Path"] = Path.Combine(root, "data") });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<EventSourceCatalog>();
        builder.Services.AddOptions<InvokerOptions>();
        builder.Services.AddOptions<AwsIdentity>();
        builder.AddFunctions();
        builder.AddPackaging();
        builder.AddStacks();
        app = builder.Build();

        // Stands for the Lambda API's door, which turns refusals into answers.
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (LambdaException refusal)
            {
                context.Response.StatusCode = refusal.Error.Status;
                await context.Response.WriteAsync($"{refusal.Error.Status} {refusal.Message}", context.RequestAborted);
            }
        });
        app.UseRouting();
        app.MapStacks();
        await app.StartAsync(Cancellation);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        client = new HttpClient { BaseAddress = new Uri(address) };
    }

    private Task<HttpResponseMessage> PutCodeAsync(string sha256, byte[] zip) => client.PutAsync($"/triggers/code/{sha256}", new ByteArrayContent(zip), Cancellation);

    private async Task<string> PutStackAsync(string name, string document, HttpStatusCode status)
    {
        var answer = await client.PutAsync($"/triggers/stacks/{name}", new StringContent(document, Encoding.UTF8, "application/json"), Cancellation);
        Assert.Equal(status, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }
}

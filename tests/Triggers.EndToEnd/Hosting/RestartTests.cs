using System.Net;
using System.Text.Json.Nodes;
using Triggers.EndToEnd.Clients;

namespace Triggers.EndToEnd.Hosting;

/// <summary>What stays when the process goes.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("triggers-e2e-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Functions_survive(bool isKilled)
    {
        string before;
        await using (var host = await RunningHost.StartAsync(folder))
        {
            await CreateAsync(host);
            await PutAsync(host, "/2017-10-31/functions/kept/concurrency", """{"ReservedConcurrentExecutions":3}""");
            before = await GetAsync(host);
            if (isKilled)
            {
                await host.KillAsync();
            }
        }

        await using var again = await RunningHost.StartAsync(folder);
        var after = await GetAsync(again);

        // The address of the code holds the port of the day.
        Assert.Equal(WithoutLocation(before), WithoutLocation(after));
        using var answer = await again.Client.PostAsync(
            "/2015-03-31/functions/kept/invocations", new StringContent("[1]"), TestContext.Current.CancellationToken);
        Assert.Equal("[1]", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task With_credentials_every_call_is_signed_and_health_is_open()
    {
        await using var host = await RunningHost.StartAsync(folder, "--Lambda:Credentials:AKIDEXAMPLE=secret");

        using var refused = await host.Client.GetAsync("/2015-03-31/functions", TestContext.Current.CancellationToken);
        using var health = await host.Client.GetAsync("/healthz", TestContext.Current.CancellationToken);
        using var metrics = await host.Client.GetAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Forbidden, "MissingAuthenticationTokenException"), (refused.StatusCode, refused.Headers.GetValues("x-amzn-ErrorType").Single()));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (health.StatusCode, metrics.StatusCode));
    }

    private static string WithoutLocation(string document)
    {
        var json = JsonNode.Parse(document)!;
        json["Code"]!["Location"] = "";
        return json.ToJsonString();
    }

    private static async Task CreateAsync(RunningHost host)
    {
        using var package = Package.OfPython("def handler(event, context):\n    return event\n");
        var request = new JsonObject
        {
            ["FunctionName"] = "kept",
            ["Runtime"] = "python3.13",
            ["Handler"] = "app.handler",
            ["Role"] = "arn:aws:iam::000000000000:role/r",
            ["Publish"] = true,
            ["Tags"] = new JsonObject { ["a"] = "b" },
            ["Code"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(await File.ReadAllBytesAsync(package.Path, TestContext.Current.CancellationToken)) },
        };
        using var created = await host.Client.PostAsync("/2015-03-31/functions", new StringContent(request.ToJsonString()), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
    }

    private static async Task PutAsync(RunningHost host, string path, string body)
    {
        using var answer = await host.Client.PutAsync(path, new StringContent(body), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static Task<string> GetAsync(RunningHost host) =>
        host.Client.GetStringAsync("/2015-03-31/functions/kept?Qualifier=1", TestContext.Current.CancellationToken);
}

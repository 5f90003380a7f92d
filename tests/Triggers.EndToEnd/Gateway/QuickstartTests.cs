using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Triggers.EndToEnd.Hosting;

namespace Triggers.EndToEnd.Gateway;

/// <summary>The examples that are live after the first command.</summary>
public sealed class QuickstartTests(QuickstartTests.Quickstart quickstart) : IClassFixture<QuickstartTests.Quickstart>
{
    [Fact]
    public async Task Likes_counter_returns_its_event()
    {
        using var answer = await quickstart.Client.PostAsync(
            "/likes_counter", new StringContent("""{"app":"test_app","page":"test_page"}""", Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(("2.0", "POST /likes_counter", """{"app":"test_app","page":"test_page"}"""), ((string?)json["version"], (string?)json["routeKey"], (string?)json["body"]));
    }

    [Theory]
    [InlineData("/hello/world", "world")]
    [InlineData("/clock", "20")]
    public async Task Node_and_custom_runtimes_answer(string path, string words) =>
        Assert.Contains(words, await quickstart.Client.GetStringAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);

    [Fact]
    public async Task Another_path_is_not_found()
    {
        using var answer = await quickstart.Client.GetAsync("/nowhere", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.NotFound, """{"message":"Not Found"}"""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    /// <summary>The quickstart, running from a copy.</summary>
    public sealed class Quickstart : IAsyncLifetime
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("triggers-e2e-");
        private RunningHost? running;

        internal HttpClient Client { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            CopyTree(new DirectoryInfo(Path.Combine(Repository.Root, "examples", "quickstart")), folder);
            running = await RunningHost.StartAsync(folder.FullName);
            Client = new HttpClient { BaseAddress = running.Http };
        }

        public async ValueTask DisposeAsync()
        {
            Client?.Dispose();
            if (running is not null)
            {
                await running.DisposeAsync();
            }

            folder.Delete(recursive: true);
        }

        private static void CopyTree(DirectoryInfo from, DirectoryInfo to)
        {
            foreach (var file in from.EnumerateFiles())
            {
                file.CopyTo(Path.Combine(to.FullName, file.Name));
            }

            foreach (var inner in from.EnumerateDirectories())
            {
                CopyTree(inner, to.CreateSubdirectory(inner.Name));
            }
        }
    }
}

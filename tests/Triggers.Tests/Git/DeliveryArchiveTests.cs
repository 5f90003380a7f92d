using System.Text;
using System.Text.Json.Nodes;

namespace Triggers.Tests.Git;

public sealed class DeliveryArchiveTests
{
    [Fact]
    public async Task Keeps_the_body_of_what_became_an_event_under_its_id_for_as_long_as_it_is_told()
    {
        var folder = Directory.CreateTempSubdirectory("triggers-git-").FullName;
        await using (var git = await GitGateway.StartAsync(
            [GitGateway.Source("repo", GitGateway.Trigger("createReference"))], folder, $"--Git:Repositories:repo:Secrets:0={GitGateway.Secret}", "--Git:Archive=1.00:00:00"))
        {
            var (first, second) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
            await git.PushAsync(GitGateway.Id('0'), GitGateway.Id('1'), delivery: first);
            await git.PushAsync(GitGateway.Id('1'), GitGateway.Id('2'));
            var kept = Assert.Single(Files());
            Assert.Equal(first, Path.GetFileName(kept));
            Assert.Equal(GitGateway.Id('1'), (string?)JsonNode.Parse(await File.ReadAllTextAsync(kept, Encoding.UTF8, TestContext.Current.CancellationToken))!["after"]);

            git.Clock.Advance(TimeSpan.FromHours(25));
            await git.PushAsync(GitGateway.Id('0'), GitGateway.Id('3'), "refs/heads/side", second);
            Assert.Equal(second, Path.GetFileName(Assert.Single(Files())));
        }

        Directory.Delete(folder, recursive: true);

        string[] Files() => Directory.GetFiles(Path.Combine(folder, "data", "git-deliveries", "repo"));
    }

    [Fact]
    public async Task Keeps_nothing_unless_told()
    {
        var folder = Directory.CreateTempSubdirectory("triggers-git-").FullName;
        await using (var git = await GitGateway.StartAsync([GitGateway.Source("repo", GitGateway.Trigger("all"))], folder, $"--Git:Repositories:repo:Secrets:0={GitGateway.Secret}"))
        {
            await git.PushAsync(GitGateway.Id('0'), GitGateway.Id('1'));
            Assert.Single(git.Bus.Requests);
        }

        Assert.False(Directory.Exists(Path.Combine(folder, "data", "git-deliveries")));
        Directory.Delete(folder, recursive: true);
    }
}

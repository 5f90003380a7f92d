using System.Diagnostics;
using System.Net;
using System.Text;

namespace Triggers.Tests.Git;

public sealed class GitManyReferencesTests
{
    [Fact]
    public async Task A_push_of_5000_references_is_one_event_in_parts_within_a_second()
    {
        await using var git = await GitGateway.StartAsync();
        await SendAsync(git, "warm", 10);
        git.Bus.Requests.Clear();
        var clock = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(git, "many", 5000));
        var took = clock.Elapsed;

        Assert.Equal(5000, git.Sent.SelectMany(record => record["codecommit"]!["references"]!.AsArray()).Select(reference => (string?)reference!["commit"]).Distinct().Count());
        Assert.All(git.Bus.Requests, request => Assert.InRange(request.Payload.Length, 1, 256 * 1024));
        Assert.Equal(git.Sent.Count, git.Bus.Requests.Select(request => request.RequestId).Distinct().Count());
        var id = Assert.Single(git.Sent.Select(record => (string?)record["eventId"]).Distinct());
        Assert.Equal(Enumerable.Range(1, git.Sent.Count).Select(part => (id, part, git.Sent.Count)),
            git.Sent.Select(record => ((string?)record["eventId"], (int)record["eventPartNumber"]!, (int)record["eventTotalParts"]!)));
        Assert.True(took < TimeSpan.FromSeconds(1), $"{took}");
    }

    private static async Task<HttpStatusCode> SendAsync(GitGateway git, string name, int count)
    {
        var lines = Enumerable.Range(1, count).Select(i => $"{GitGateway.Id('0')} {i:x40} refs/heads/{name}/{i}\n");
        var body = Encoding.UTF8.GetBytes(string.Concat(lines));
        return (await git.SendAsync("/git/repo?pusher=ada", body, ("Content-Type", "text/plain"), ("X-Triggers-Signature-256", $"sha256={GitGateway.Sign(body)}"))).Status;
    }
}

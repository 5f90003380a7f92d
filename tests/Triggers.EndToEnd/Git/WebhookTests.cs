using System.Net;
using System.Text.Json.Nodes;
using Triggers.EndToEnd.Hosting;

namespace Triggers.EndToEnd.Git;

/// <summary>A signed webhook comes in, and the function of the template runs.</summary>
public sealed class WebhookTests
{
    private const string None = "0000000000000000000000000000000000000000";
    private const string First = "1111111111111111111111111111111111111111";
    private const string Second = "2222222222222222222222222222222222222222";

    [Fact]
    public async Task A_push_runs_the_function_and_a_redelivery_does_not_also_after_a_restart()
    {
        using var project = new GitProject();
        var (one, two) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        await using (var host = await project.StartAsync())
        {
            Assert.Equal(HttpStatusCode.Accepted, await GitProject.PushAsync(host, None, First, one));
            Assert.Equal(HttpStatusCode.OK, await GitProject.PushAsync(host, None, First, one));
            await Until.TrueAsync(() => Task.FromResult(project.Events.Count >= 1), TimeSpan.FromSeconds(30), () => host.Output);
        }

        await using (var host = await project.StartAsync())
        {
            Assert.Equal(HttpStatusCode.OK, await GitProject.PushAsync(host, None, First, one));
            Assert.Equal(HttpStatusCode.Accepted, await GitProject.PushAsync(host, First, Second, two));
            await Until.TrueAsync(() => Task.FromResult(project.Events.Count >= 2), TimeSpan.FromSeconds(30), () => host.Output);
        }

        Assert.Equal([$"+refs/heads/main {First}", $"=refs/heads/main {Second}"], project.Told);
        var record = project.Events[0]["Records"]![0]!;
        var expected = JsonNode.Parse($$"""
            {"eventId":"{{one}}","eventVersion":"1.0","eventTime":"{{record["eventTime"]}}","eventTriggerName":"notes","eventPartNumber":1,
            "codecommit":{"references":[{"commit":"{{First}}","ref":"refs/heads/main","created":true}]},"eventName":"ReferenceChanges",
            "eventTriggerConfigId":"{{record["eventTriggerConfigId"]}}","eventSourceARN":"arn:aws:codecommit:us-east-1:000000000000:repo",
            "userIdentityARN":"arn:aws:iam::000000000000:user/ada","eventSource":"aws:codecommit","awsRegion":"us-east-1","customData":"hello","eventTotalParts":1}
            """)!;
        Assert.Equal(expected.ToJsonString(), record.ToJsonString());
    }
}

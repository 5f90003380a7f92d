using System.Net;
using System.Text.Json.Nodes;
using Triggers.Contracts;

namespace Triggers.Tests.Git;

/// <summary>Published deliveries of every host, sent with real signatures, and the events they must make.</summary>
public sealed class GitSampleTests
{
    private const string Delivery = "72d3162e-cc78-11e3-81ab-4c9367dc0958";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Cases()
    {
        if (SampleFolder.Find("expected") is not { } folder)
        {
            return [""];
        }

        return [.. JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "git-to-codecommit.json")))!["cases"]!.AsArray().Select(one => one!["input"]!.GetValue<string>())];
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Makes_the_expected_event(string input)
    {
        Assert.SkipWhen(input.Length == 0, SampleFolder.Missing);
        var samples = Path.Combine(SampleFolder.Find("expected")!, "..");
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(samples, "expected", "git-to-codecommit.json"), Cancellation))!["cases"]!.AsArray()
            .Single(one => one!["input"]!.GetValue<string>() == input)!;
        var body = await File.ReadAllBytesAsync(Path.Combine(samples, input), Cancellation);
        var repository = expected["repository"]?.GetValue<string>() ?? "any";
        await using var git = await GitGateway.StartAsync(repository, "--Aws:Region=eu-central-1", "--Aws:AccountId=123456789012");
        git.Catalog.Publish([Source(repository)]);

        var (status, text) = await git.SendAsync($"/git/{repository}", body, [.. Headers(expected["headers"]!.AsObject(), body)]);

        var references = expected["references"]!.AsArray();
        if (references.Count == 0)
        {
            Assert.Equal((HttpStatusCode.OK, 0), (status, git.Bus.Requests.Count));
            return;
        }

        Assert.True(status == HttpStatusCode.Accepted, $"{status} {text}");
        var request = Assert.Single(git.Bus.Requests);
        Assert.Equal(new FunctionReference("f", "prod"), request.Function);
        var made = JsonNode.Parse(request.Payload.Span)!;
        var wanted = JsonNode.Parse($$"""
            {"Records":[{"eventId":"{{Delivery}}","eventVersion":"1.0","eventTime":"2026-11-24T09:30:15.123+0000","eventTriggerName":"told","eventPartNumber":1,
            "codecommit":{"references":{{references.ToJsonString()}}},"eventName":"ReferenceChanges","eventTriggerConfigId":"{{made["Records"]![0]!["eventTriggerConfigId"]}}",
            "eventSourceARN":"arn:aws:codecommit:eu-central-1:123456789012:{{repository}}","userIdentityARN":"arn:aws:iam::123456789012:user/{{expected["user"]}}",
            "eventSource":"aws:codecommit","awsRegion":"eu-central-1","customData":"x < y","eventTotalParts":1}]}
            """)!;
        Assert.Equal(wanted.ToJsonString(), made.ToJsonString());

        // A trigger for other events is not called.
        var other = expected["trigger_events"]![0]!.GetValue<string>() == "createReference" ? "deleteReference" : "createReference";
        git.Catalog.Publish([Source(repository, other)]);
        var headers = Headers(expected["headers"]!.AsObject(), body).Select(header => header.Value == Delivery ? (header.Name, Guid.NewGuid().ToString()) : header);
        Assert.Equal(HttpStatusCode.OK, (await git.SendAsync($"/git/{repository}", body, [.. headers])).Status);
        Assert.Single(git.Bus.Requests);
    }

    private static EventSource Source(string repository, string events = "all") => GitGateway.Source(repository,
        $$"""{"Name":"told","DestinationArn":"arn:aws:lambda:eu-central-1:123456789012:function:f:prod","Events":["{{events}}"],"CustomData":"x < y"}""");

    // Each host's own way to sign, and to name a delivery.
    private static IEnumerable<(string Name, string Value)> Headers(JsonObject given, byte[] body)
    {
        foreach (var (name, value) in given)
        {
            yield return (name, value!.GetValue<string>());
        }

        var hash = GitGateway.Sign(body);
        (string, string)[] own = given.ContainsKey("X-Gitea-Event") ? [("X-Gitea-Signature", hash), ("X-Gitea-Delivery", Delivery)]
            : given.ContainsKey("X-Gitlab-Event") ? [("X-Gitlab-Token", GitGateway.Secret), ("Idempotency-Key", Delivery)]
            : given["X-Event-Key"]?.GetValue<string>() == "repo:push" ? [("X-Hub-Signature", $"sha256={hash}"), ("X-Request-UUID", Delivery)]
            : given.ContainsKey("X-Event-Key") ? [("X-Hub-Signature", $"sha256={hash}"), ("X-Request-Id", Delivery)]
            : [("X-Hub-Signature-256", $"sha256={hash}"), ("X-GitHub-Delivery", Delivery)];
        foreach (var header in own)
        {
            yield return header;
        }
    }
}

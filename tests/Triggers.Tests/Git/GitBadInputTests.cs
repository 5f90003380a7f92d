using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Triggers.Contracts;

namespace Triggers.Tests.Git;

public sealed class GitBadInputTests
{
    private static readonly string None = GitGateway.Id('0');
    private static readonly string One = GitGateway.Id('1');
    private static readonly string Two = GitGateway.Id('2');

    // Not JSON at all: whoever parses before proving answers 400.
    private static readonly byte[] Unreadable = "{"u8.ToArray();

    [Theory]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_wrong_signature_is_refused_before_anything_is_parsed(string signature)
    {
        await using var git = await GitGateway.StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await git.SendAsync("/git/repo", Unreadable, ("X-GitHub-Event", "push"), ("X-Hub-Signature-256", signature))).Status);
    }

    [Fact]
    public async Task Each_host_needs_its_own_proof_whole_and_in_lower_case()
    {
        await using var git = await GitGateway.StartAsync();
        var hash = GitGateway.Sign(Unreadable);
        (string, string)[][] refused =
        [
            [("X-GitHub-Event", "push")],
            [("X-GitHub-Event", "push"), ("X-Hub-Signature-256", $"sha256={hash[..63]}")],
            [("X-GitHub-Event", "push"), ("X-Hub-Signature-256", $"sha256={hash.ToUpperInvariant()}")],
            [("X-GitHub-Event", "push"), ("X-Hub-Signature-256", $"SHA256={hash}")],
            [("X-GitHub-Event", "push"), ("X-Hub-Signature-256", $"sha256={hash}, sha256={hash}")],
            [("X-GitHub-Event", "push"), ("X-Hub-Signature", $"sha1={hash[..40]}")],
            [("X-Gitea-Event", "push"), ("X-GitHub-Event", "push"), ("X-Gitea-Signature", $"sha256={hash}")],
            [("X-Gitea-Event", "push"), ("X-GitHub-Event", "push"), ("X-Hub-Signature-256", $"sha256={hash}")],
            [("X-Gitlab-Event", "Push Hook"), ("X-Gitlab-Token", GitGateway.Secret[..^1])],
            [("X-Gitlab-Event", "Push Hook")],
            [("X-Event-Key", "repo:push"), ("X-Hub-Signature", $"sha256={hash[1..]}")],
            [("X-Event-Key", "repo:refs_changed")],
            [("Content-Type", "text/plain")],
            [("X-Triggers-Signature-256", hash)],
        ];
        foreach (var headers in refused)
        {
            Assert.True((await git.SendAsync("/git/repo", Unreadable, headers)).Status == HttpStatusCode.Unauthorized, string.Join(' ', headers));
        }

        // Rightly signed, and then unreadable.
        (string, string)[][] read =
        [
            [("X-GitHub-Event", "push"), ("X-Hub-Signature-256", $"sha256={hash}")],
            [("X-Forgejo-Event", "push"), ("X-Forgejo-Signature", hash)],
            [("X-Gogs-Event", "push"), ("X-Gogs-Signature", hash)],
            [("X-Gitlab-Event", "Push Hook"), ("X-Gitlab-Token", GitGateway.Secret)],
            [("X-Event-Key", "repo:push"), ("X-Hub-Signature", $"sha256={hash}")],
            [("X-Triggers-Signature-256", $"sha256={hash}")],
        ];
        foreach (var headers in read)
        {
            Assert.True((await git.SendAsync("/git/repo", Unreadable, headers)).Status == HttpStatusCode.BadRequest, string.Join(' ', headers));
        }

        Assert.DoesNotContain(git.Log.From(LogLevel.Trace), line => line.Contains(GitGateway.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_right_signature_on_another_repositorys_address_is_refused()
    {
        await using var git = await GitGateway.StartAsync(
            [GitGateway.Source("a", GitGateway.Trigger("all")), GitGateway.Source("b", GitGateway.Trigger("all"))], null,
            "--Git:Repositories:a:Secrets:0=one", $"--Git:Repositories:b:Secrets:0={GitGateway.Secret}", $"--Git:Repositories:c:Secrets:0={GitGateway.Secret}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await git.PushAsync(None, One, path: "/git/a", fullName: "o/b")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await git.PushAsync(None, One, path: "/git/c", fullName: "o/b")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await git.PushAsync(None, One, path: "/git/d", fullName: "o/d")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await git.PushAsync(None, One, path: "/", fullName: "o/d")).Status);
        Assert.Empty(git.Bus.Requests);
        Assert.Equal(HttpStatusCode.Accepted, (await git.PushAsync(None, One, path: "/git/b", fullName: "o/b")).Status);
    }

    [Fact]
    public async Task Any_of_several_secrets_proves_and_names_on_the_host_can_be_given()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, GitGateway.Secret + "\n", TestContext.Current.CancellationToken);
        await using var git = await GitGateway.StartAsync([GitGateway.Source("repo", GitGateway.Trigger("all"))], null,
            "--Git:Repositories:repo:Secrets:0=old", $"--Git:Repositories:repo:SecretFiles:0={file}", "--Git:Repositories:repo:FullNames:0=o/elsewhere");
        Assert.Equal(HttpStatusCode.Accepted, (await git.PushAsync(None, One, fullName: "O/Elsewhere")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await git.PushAsync(One, Two, fullName: "o/repo")).Status);
        File.Delete(file);
    }

    [Fact]
    public async Task Without_a_secret_only_named_addresses_may_send()
    {
        var body = Encoding.UTF8.GetBytes($"{None} {One} refs/heads/main\n");
        foreach (var (network, status) in new[] { ("127.0.0.0/8", HttpStatusCode.Accepted), ("10.0.0.0/8", HttpStatusCode.Unauthorized), ("::1", HttpStatusCode.Unauthorized) })
        {
            await using var git = await GitGateway.StartAsync([GitGateway.Source("repo", GitGateway.Trigger("all"))], null, $"--Git:Repositories:repo:AllowedAddresses:0={network}");
            Assert.Equal(status, (await git.SendAsync("/git/repo", body, ("Content-Type", "text/plain"))).Status);
        }
    }

    [Fact]
    public async Task GitLabs_signature_holds_for_five_minutes()
    {
        await using var git = await GitGateway.StartAsync();
        async Task<HttpStatusCode> SendAsync(int seconds, string mark = "v1,")
        {
            var time = GitGateway.Now.AddSeconds(seconds).ToUnixTimeSeconds();
            var hash = Convert.ToBase64String(Convert.FromHexString(GitGateway.Sign([.. Encoding.UTF8.GetBytes($"id.{time}."), .. Unreadable])));
            return (await git.SendAsync("/git/repo", Unreadable, ("X-Gitlab-Event", "Push Hook"), ("webhook-id", "id"), ("webhook-timestamp", $"{time}"), ("webhook-signature", $"v1,AAAA {mark}{hash}"))).Status;
        }

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(0));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(-299));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(-302));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(302));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(0, "v2,"));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_announced_or_not()
    {
        await using var git = await GitGateway.StartAsync();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await git.SendAsync("/git/repo", new byte[30_000_000], ("X-GitHub-Event", "push"), ("X-Hub-Signature-256", "sha256=00"))).Status);
        await using var small = await GitGateway.StartAsync("repo", "--Git:MaximumBodyBytes=1000");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await small.SendAsync("/git/repo", new byte[2000], ("Transfer-Encoding", "chunked"), ("X-GitHub-Event", "push"), ("X-Hub-Signature-256", "sha256=00"))).Status);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"ref\":1}")]
    [InlineData("{\"ref\":\"refs/heads/m\",\"before\":\"x\",\"after\":\"y\",\"repository\":{\"full_name\":\"o/repo\"}}")]
    [InlineData("{\"ref\":\"main\",\"before\":\"1111111111111111111111111111111111111111\",\"after\":\"1111111111111111111111111111111111111112\",\"repository\":{\"full_name\":\"o/repo\"}}")]
    [InlineData("{\"ref\":\"refs/heads/\\ud800\",\"repository\":{\"full_name\":\"o/repo\"}}")]
    [InlineData("{\"repository\":{\"full_name\":7}}")]
    public async Task What_cannot_be_read_is_400_and_the_next_delivery_is_served(string text)
    {
        await using var git = await GitGateway.StartAsync();
        foreach (var body in new[] { Encoding.UTF8.GetBytes(text), [.. Encoding.UTF8.GetBytes(text[..^1]), 0xff, 0xfe] })
        {
            var (status, answer) = await git.SendAsync("/git/repo", body, ("X-GitHub-Event", "push"), ("X-Hub-Signature-256", $"sha256={GitGateway.Sign(body)}"));
            Assert.True(status == HttpStatusCode.BadRequest, $"{status} {answer}");
        }

        Assert.Equal(HttpStatusCode.Accepted, (await git.PushAsync(None, One)).Status);
    }

    [Theory]
    [InlineData("refs/heads/a/b/c")]
    [InlineData("refs/heads/ünï✓")]
    [InlineData("refs/heads/100%25")]
    [InlineData("refs/heads/../../etc")]
    [InlineData("refs/tags/main")]
    public async Task Any_branch_or_tag_is_told_by_its_own_name(string reference)
    {
        await using var git = await GitGateway.StartAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await git.PushAsync(None, One, reference)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await git.PushAsync(One, Two, reference)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await git.PushAsync(Two, None, reference)).Status);
        Assert.Equal([$"+{reference} 1111", $"={reference} 2222", $"-{reference} 2222"], git.Told);
    }

    [Fact]
    public async Task Sha_256_repositories_and_their_zeros_are_read()
    {
        await using var git = await GitGateway.StartAsync();
        await git.PushAsync(GitGateway.Id('0', 64), GitGateway.Id('a', 64));
        await git.PushAsync(GitGateway.Id('a', 64), GitGateway.Id('0', 64));
        Assert.Equal(["+refs/heads/main aaaa", "-refs/heads/main aaaa"], git.Told);
    }

    [Theory]
    [InlineData("refs/pull/1/head")]
    [InlineData("refs/notes/commits")]
    [InlineData("refs/heads/")]
    public async Task Other_references_are_no_news(string reference)
    {
        await using var git = await GitGateway.StartAsync();
        Assert.Equal((HttpStatusCode.OK, """{"message":"it tells of no branch and no tag"}"""), await git.PushAsync(None, One, reference));
        Assert.Equal(HttpStatusCode.OK, (await git.PushAsync(None, None)).Status);
    }

    [Fact]
    public async Task Giteas_deletion_names_the_commit_that_was_last_seen_once()
    {
        await using var git = await GitGateway.StartAsync();
        await git.PushAsync(None, One, "refs/heads/known");
        async Task DeleteAsync(string branch)
        {
            var body = Encoding.UTF8.GetBytes(new JsonObject { ["ref"] = branch, ["ref_type"] = "branch", ["repository"] = new JsonObject { ["full_name"] = "o/repo" } }.ToJsonString());
            await git.SendAsync("/git/repo", body, ("X-Gitea-Event", "delete"), ("X-GitHub-Event", "delete"), ("X-Gitea-Delivery", Guid.NewGuid().ToString()), ("X-Gitea-Signature", GitGateway.Sign(body)));
        }

        await DeleteAsync("known");
        await DeleteAsync("known");
        await DeleteAsync("unknown");
        Assert.Equal(["+refs/heads/known 1111", "-refs/heads/known 1111", "-refs/heads/unknown 0000"], git.Told);
    }

    [Fact]
    public async Task A_redelivery_runs_nothing_however_often_and_what_was_not_taken_is_sent_again()
    {
        await using var git = await GitGateway.StartAsync();
        var id = Guid.NewGuid().ToString();
        git.Bus.Take = _ => throw new LambdaException(LambdaErrors.Unavailable, "away") { RetryAfter = TimeSpan.FromSeconds(7) };
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await git.PushAsync(None, One, delivery: id)).Status);
        git.Bus.Take = _ => Task.CompletedTask;
        Assert.Equal((HttpStatusCode.Accepted, $$"""{"message":"accepted","eventId":"{{id}}"}"""), await git.PushAsync(None, One, delivery: id));
        for (var hour = 0; hour < 48; hour++)
        {
            git.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal((HttpStatusCode.OK, """{"message":"it was delivered before"}"""), await git.PushAsync(None, One, delivery: id));
        }

        Assert.Single(git.Bus.Requests);
    }

    [Fact]
    public async Task Two_hosts_may_push_to_one_repository_name()
    {
        await using var git = await GitGateway.StartAsync();
        await git.PushAsync(None, One, fullName: "here/repo");
        var body = Encoding.UTF8.GetBytes($$"""{"ref":"refs/heads/side","before":"{{None}}","after":"{{Two}}","repository":{"full_name":"there/repo"},"pusher":{"login":"bob"} }""");
        var (status, _) = await git.SendAsync("/git/repo", body,
            ("X-Gitea-Event", "push"), ("X-GitHub-Event", "push"), ("X-Gitea-Delivery", Guid.NewGuid().ToString()), ("X-Gitea-Signature", GitGateway.Sign(body)));
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(["+refs/heads/main 1111", "+refs/heads/side 2222"], git.Told);
        Assert.Equal(["arn:aws:iam::000000000000:user/ada", "arn:aws:iam::000000000000:user/bob"], git.Sent.Select(record => (string?)record["userIdentityARN"]));
    }

    [Fact]
    public async Task A_form_is_read_and_signed_as_it_was_sent()
    {
        await using var git = await GitGateway.StartAsync();
        var push = $$"""{"ref":"refs/heads/main","before":"{{None}}","after":"{{One}}","repository":{"full_name":"o/repo"} }""";
        var body = Encoding.UTF8.GetBytes($"other=1&payload={Uri.EscapeDataString(push)}");
        var (status, _) = await git.SendAsync("/git/repo", body,
            ("Content-Type", "application/x-www-form-urlencoded"), ("X-GitHub-Event", "push"), ("X-Hub-Signature-256", $"sha256={GitGateway.Sign(body)}"));
        Assert.Equal((HttpStatusCode.Accepted, "arn:aws:iam::000000000000:user/unknown"), (status, (string?)Assert.Single(git.Sent)["userIdentityARN"]));
    }

    [Fact]
    public async Task A_function_that_is_gone_does_not_keep_the_others_from_theirs()
    {
        await using var git = await GitGateway.StartAsync();
        git.Catalog.Publish([GitGateway.Source("repo", GitGateway.Trigger("all", name: "gone"), GitGateway.Trigger("all", name: "there"))]);
        var calls = 0;
        git.Bus.Take = _ => calls++ == 0 ? throw new LambdaException(LambdaErrors.ResourceNotFound, "no function") : Task.CompletedTask;
        Assert.Equal(HttpStatusCode.Accepted, (await git.PushAsync(None, One)).Status);
        Assert.Equal("there", (string?)Assert.Single(git.Sent)["eventTriggerName"]);
    }

    [Theory]
    [InlineData("--Git:Repositories:repo:Secrets:0=", "Git:Repositories:repo:Secrets must hold no empty secret.")]
    [InlineData("--Git:Repositories:repo:SecretFiles:0=/nowhere", "Git:Repositories:repo:SecretFiles must name files with a secret in them, '/nowhere' is none that can be read.")]
    [InlineData("--Git:Repositories:repo:AllowedAddresses:0=all", "Git:Repositories:repo:AllowedAddresses must be addresses or networks like 10.0.0.0/8, was 'all'.")]
    [InlineData("--Git:Repositories:repo:ReadUrl=--upload-pack=x", "Git:Repositories:repo:ReadUrl must be an address that git can read.")]
    [InlineData("--Git:Repositories:a/b:ReadUrl=x", "must be named by 1 to 100 letters, digits, '.', '_' and '-', was 'a/b'.")]
    [InlineData("--Git:Poll=00:00:00", "Git:Poll must be 00:00:01 to 1.00:00:00, was 00:00:00.")]
    [InlineData("--Git:Archive=00:00:00", "Git:Archive must be up to 3650.00:00:00, was 00:00:00.")]
    [InlineData("--Git:MaximumBodyBytes=0", "Git:MaximumBodyBytes must be 1 to 104857600, was 0.")]
    public async Task Refuses_to_start_with(string setting, string sentence)
    {
        var refused = await Assert.ThrowsAnyAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => GitGateway.StartAsync([], null, setting));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }
}

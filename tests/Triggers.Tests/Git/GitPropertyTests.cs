using System.Net;
using System.Text;
using CsCheck;

namespace Triggers.Tests.Git;

/// <summary>Whatever is sent: no crash, no 5xx, and every event is whole. <c>TRIGGERS_FUZZ_SECONDS</c> makes it longer.</summary>
public sealed class GitPropertyTests
{
    private static readonly string[] Names =
    [
        "X-GitHub-Event", "X-Gitea-Event", "X-Forgejo-Event", "X-Gogs-Event", "X-Gitlab-Event", "X-Event-Key", "X-GitHub-Delivery", "Idempotency-Key", "X-Gitlab-Event-UUID",
        "X-Request-UUID", "X-Request-Id", "X-Gitea-Delivery", "Content-Type", "webhook-id", "webhook-timestamp", "webhook-signature",
    ];

    private static readonly string[] Values =
    [
        "push", "delete", "create", "ping", "Push Hook", "Tag Push Hook", "System Hook", "repo:push", "repo:refs_changed", "diagnostics:ping", "text/plain", "application/json",
        "application/x-www-form-urlencoded", "", "1", "v1,x", "72d3162e-cc78-11e3-81ab-4c9367dc0958",
    ];

    private static readonly string[] Keys =
    [
        "ref", "before", "after", "repository", "full_name", "project", "path_with_namespace", "push", "changes", "old", "new", "target", "hash", "type", "name", "ref_type",
        "fromHash", "toHash", "id", "slug", "key", "actor", "pusher", "login", "object_kind", "head_commit", "checkout_sha",
    ];

    private static readonly string[] Texts =
    [
        "refs/heads/main", "refs/tags/v1", "refs/", "main", "branch", "tag", "o/repo", "push", "tag_push", "repo", "\\ud800", "\\u0000", "0000000000000000000000000000000000000000",
        "1111111111111111111111111111111111111111", "x",
    ];

    private static readonly Gen<string> Json = Gen.Recursive<string>((depth, inner) => depth > 4
        ? OneOf(Texts).Select(text => $"\"{text}\"")
        : Gen.Frequency(
            (3, OneOf(Texts).Select(text => $"\"{text}\"")),
            (1, OneOf("null", "true", "1e999", "-0", "[]", "{}")),
            (5, Gen.Select(OneOf(Keys), inner).Select((key, value) => $"\"{key}\":{value}").Array[0, 8].Select(members => $"{{{string.Join(',', members)}}}")),
            (2, inner.Array[0, 4].Select(items => $"[{string.Join(',', items)}]"))));

    private static readonly Gen<byte[]> Bodies = Gen.Frequency(
        (4, Json.Select(Encoding.UTF8.GetBytes)),
        (1, Json.Select(text => Encoding.UTF8.GetBytes("payload=" + Uri.EscapeDataString(text)))),
        (1, Gen.Byte.Array[0, 200]),
        (1, OneOf(Texts).Array[0, 6].Select(words => Encoding.UTF8.GetBytes(string.Join(' ', words) + "\n"))));

    [Fact]
    public async Task Random_deliveries_are_answered_and_never_with_a_failure_of_ours()
    {
        await using var git = await GitGateway.StartAsync();
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("TRIGGERS_FUZZ_SECONDS"), out var given) ? given : 0;
        await Gen.Select(Gen.Select(OneOf(Names), OneOf(Values)).Array[0, 5], Bodies, Gen.Bool, Gen.Frequency((9, Gen.Const("/git/repo")), (1, Gen.String.Select(text => $"/git/{Uri.EscapeDataString(text.Replace('\0', 'x'))}"))))
            .SampleAsync(async (headers, body, isSigned, path) =>
            {
                var hash = GitGateway.Sign(body);
                (string, string)[] proofs = isSigned
                    ? [("X-Hub-Signature-256", $"sha256={hash}"), ("X-Hub-Signature", $"sha256={hash}"), ("X-Gitea-Signature", hash), ("X-Gitlab-Token", GitGateway.Secret), ("X-Triggers-Signature-256", $"sha256={hash}")]
                    : [];
                var (status, text) = await git.SendAsync(path, body, [.. headers.DistinctBy(header => header.Item1).Select(header => (header.Item1, header.Item2)), .. proofs]);
                Assert.True((int)status < 500, $"{status} {text}");
                Assert.True(isSigned || status is not (HttpStatusCode.Accepted or HttpStatusCode.OK), $"{status} {text}");
            }, iter: seconds == 0 ? 2000 : long.MaxValue, time: seconds == 0 ? -1 : seconds, threads: 1);
        Assert.All(git.Sent, record => Assert.NotEmpty(record["codecommit"]!["references"]!.AsArray()));
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}

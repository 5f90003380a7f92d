using System.Text.Json;
using Triggers.Git.Pushes;
using Triggers.Git.Repositories;

namespace Triggers.Git.Webhooks;

/// <summary>
/// Bitbucket Cloud: one delivery tells every reference of a push.
/// https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/#Push
/// </summary>
internal sealed class BitbucketCloudHost : IWebhookHost
{
    public string Name => "Bitbucket Cloud";

    public bool IsSender(IHeaderDictionary headers) => headers.ContainsKey(BitbucketHeaders.Event);

    public bool HasProof(IHeaderDictionary headers) => BitbucketHeaders.HasProof(headers);

    public bool IsProven(IHeaderDictionary headers, ReadOnlySpan<byte> body, WebhookSecret secret, DateTimeOffset now) =>
        BitbucketHeaders.IsProven(headers, body, secret);

    public string? DeliveryId(IHeaderDictionary headers) => headers["X-Request-UUID"];

    public string? Ignores(IHeaderDictionary headers) => headers[BitbucketHeaders.Event].ToString() switch
    {
        "repo:push" => null,
        var other => $"a delivery of the kind '{other}' is no push",
    };

    public WebhookContent Read(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        using var document = WebhookJson.Parse(body);
        var root = document.RootElement;
        return WebhookContent.Of(new GitPush
        {
            FullName = root.Need("repository", "full_name"),
            Pusher = root.Text("actor", "nickname") ?? root.Text("actor", "username") ?? root.Text("actor", "display_name") ?? "",
            Changes = [.. root.Items("push", "changes").Select(Read)],
        });
    }

    private static ReferenceChange Read(JsonElement change)
    {
        var (before, after) = (Target(change, "old"), Target(change, "new"));
        var end = after is null ? "old" : "new";
        var folder = change.Text(end, "type") switch
        {
            "branch" or "named_branch" or "bookmark" => ReferenceNames.Branches,
            "tag" or "annotated_tag" => ReferenceNames.Tags,
            var other => throw new WebhookException($"A change's type must be branch or tag, was '{other}'."),
        };
        return PushDocument.Check(new ReferenceChange(folder + change.Need(end, "name"), before ?? ObjectIds.None, after ?? ObjectIds.None));
    }

    private static string? Target(JsonElement change, string end) =>
        change.ValueKind == JsonValueKind.Object && change.TryGetProperty(end, out var state) && state.ValueKind == JsonValueKind.Object
            ? state.Need("target", "hash")
            : null;
}

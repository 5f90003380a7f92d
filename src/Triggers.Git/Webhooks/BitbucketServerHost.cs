using System.Text.Json;
using Triggers.Git.Pushes;
using Triggers.Git.Repositories;

namespace Triggers.Git.Webhooks;

/// <summary>
/// Bitbucket Server and Data Center: one delivery tells every reference of a push.
/// https://confluence.atlassian.com/bitbucketserver/event-payload-938025882.html
/// </summary>
internal sealed class BitbucketServerHost : IWebhookHost
{
    private const string Push = "repo:refs_changed";
    private const string Ping = "diagnostics:ping";

    public string Name => "Bitbucket Server";

    public bool IsSender(IHeaderDictionary headers) => headers[BitbucketHeaders.Event].ToString() is Push or Ping;

    public bool HasProof(IHeaderDictionary headers) => BitbucketHeaders.HasProof(headers);

    public bool IsProven(IHeaderDictionary headers, ReadOnlySpan<byte> body, WebhookSecret secret, DateTimeOffset now) =>
        BitbucketHeaders.IsProven(headers, body, secret);

    public string? DeliveryId(IHeaderDictionary headers) => headers["X-Request-Id"];

    public string? Ignores(IHeaderDictionary headers) => headers[BitbucketHeaders.Event].ToString() == Ping ? "pong" : null;

    public WebhookContent Read(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        using var document = WebhookJson.Parse(body);
        var root = document.RootElement;
        return WebhookContent.Of(new GitPush
        {
            FullName = $"{root.Need("repository", "project", "key")}/{root.Need("repository", "slug")}",
            Pusher = root.Text("actor", "name") ?? "",
            Changes = [.. root.Items("changes").Select(Read)],
        });
    }

    private static ReferenceChange Read(JsonElement change) => PushDocument.Check(new ReferenceChange(
        change.Text("ref", "id") ?? change.Need("refId"), change.Need("fromHash"), change.Need("toHash")));
}

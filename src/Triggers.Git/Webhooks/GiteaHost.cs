using Triggers.Git.Pushes;
using Triggers.Git.Repositories;

namespace Triggers.Git.Webhooks;

/// <summary>
/// Gitea, Forgejo and Gogs.
/// https://docs.gitea.com/usage/webhooks · https://forgejo.org/docs/latest/user/webhooks/
/// </summary>
internal sealed class GiteaHost : IWebhookHost
{
    private static readonly string[] Events = ["X-Forgejo-Event", "X-Gitea-Event", "X-Gogs-Event"];
    private static readonly string[] Signatures = ["X-Forgejo-Signature", "X-Gitea-Signature", "X-Gogs-Signature"];
    private static readonly string[] Deliveries = ["X-Forgejo-Delivery", "X-Gitea-Delivery", "X-Gogs-Delivery"];

    public string Name => "Gitea";

    public bool IsSender(IHeaderDictionary headers) => First(headers, Events) is not null;

    public bool HasProof(IHeaderDictionary headers) => First(headers, Signatures) is not null;

    public bool IsProven(IHeaderDictionary headers, ReadOnlySpan<byte> body, WebhookSecret secret, DateTimeOffset now) =>
        WebhookSignature.IsHex(First(headers, Signatures) ?? "", "", body, secret.Key);

    public string? DeliveryId(IHeaderDictionary headers) => First(headers, Deliveries);

    public string? Ignores(IHeaderDictionary headers) => First(headers, Events) switch
    {
        "push" or "delete" => null,
        "create" => "the push tells it",
        var other => $"a delivery of the kind '{other}' is no push",
    };

    public WebhookContent Read(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        using var document = WebhookJson.Parse(body);
        var root = document.RootElement;
        var fullName = root.Need("repository", "full_name");
        if (First(request.Headers, Events) == "push")
        {
            var pusher = root.Text("pusher", "login") is { Length: > 0 } login ? login : root.Text("pusher", "username");
            return PushDocument.Read(root, fullName, pusher, commit: null);
        }

        // A branch's deletion is told by no push, and without the commit; a tag's by both.
        if (root.Text("ref_type") != "branch")
        {
            return WebhookContent.None("the push tells it");
        }

        var name = root.Need("ref");
        var full = name.StartsWith("refs/", StringComparison.Ordinal) ? name : ReferenceNames.Branches + name;
        var change = PushDocument.Check(new ReferenceChange(full, Before: null, ObjectIds.None) { IsDeletion = true });
        return WebhookContent.Of(new GitPush { FullName = fullName, Pusher = root.Text("sender", "login") ?? "", Changes = [change] });
    }

    private static string? First(IHeaderDictionary headers, string[] names)
    {
        foreach (var name in names)
        {
            if (headers.TryGetValue(name, out var value))
            {
                return value.ToString();
            }
        }

        return null;
    }
}

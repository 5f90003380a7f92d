using Triggers.Git.Repositories;

namespace Triggers.Git.Webhooks;

/// <summary>
/// GitLab.
/// https://docs.gitlab.com/user/project/integrations/webhook_events/#push-events
/// </summary>
internal sealed class GitLabHost : IWebhookHost
{
    private const string Event = "X-Gitlab-Event";
    private const string Token = "X-Gitlab-Token";
    private const string Signature = "webhook-signature";

    public string Name => "GitLab";

    public bool IsSender(IHeaderDictionary headers) => headers.ContainsKey(Event);

    public bool HasProof(IHeaderDictionary headers) => headers.ContainsKey(Token) || headers.ContainsKey(Signature);

    // A hook has a token, or newer releases' signing key, or both, and which of them is the secret here is its owner's choice.
    public bool IsProven(IHeaderDictionary headers, ReadOnlySpan<byte> body, WebhookSecret secret, DateTimeOffset now) =>
        (headers.ContainsKey(Token) && WebhookSignature.IsSecret(headers[Token].ToString(), secret.Key))
        | (headers.ContainsKey(Signature) && WebhookSignature.IsStandard(headers, body, secret.SigningKey, now));

    // The older header is shared by everything that one event sets off: no UUID of this delivery, so it counts together with the body.
    public string? DeliveryId(IHeaderDictionary headers) =>
        headers["Idempotency-Key"] is { Count: > 0 } key ? key : $"event {headers["X-Gitlab-Event-UUID"]}";

    public string? Ignores(IHeaderDictionary headers) => headers[Event].ToString() switch
    {
        "Push Hook" or "Tag Push Hook" or "System Hook" => null,
        var other => $"a delivery of the kind '{other}' is no push",
    };

    public WebhookContent Read(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        using var document = WebhookJson.Parse(body);
        var root = document.RootElement;
        var kind = root.Text("object_kind") ?? root.Text("event_name");
        if (kind is not ("push" or "tag_push"))
        {
            return WebhookContent.None($"a delivery of the kind '{kind}' is no push");
        }

        var pusher = root.Text("user_username") is { Length: > 0 } login ? login : root.Text("user_name");
        return PushDocument.Read(root, root.Need("project", "path_with_namespace"), pusher, root.Text("checkout_sha"));
    }
}

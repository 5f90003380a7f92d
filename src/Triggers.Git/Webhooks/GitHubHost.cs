using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Triggers.Git.Repositories;

namespace Triggers.Git.Webhooks;

/// <summary>
/// GitHub and GitHub Enterprise Server.
/// https://docs.github.com/en/webhooks/webhook-events-and-payloads#push
/// </summary>
internal sealed class GitHubHost : IWebhookHost
{
    private const string Event = "X-GitHub-Event";
    private const string Signature = "X-Hub-Signature-256";

    public string Name => "GitHub";

    public bool IsSender(IHeaderDictionary headers) => headers.ContainsKey(Event);

    // The old X-Hub-Signature is SHA-1's, and never enough.
    public bool HasProof(IHeaderDictionary headers) => headers.ContainsKey(Signature);

    public bool IsProven(IHeaderDictionary headers, ReadOnlySpan<byte> body, WebhookSecret secret, DateTimeOffset now) =>
        WebhookSignature.IsHex(headers[Signature].ToString(), WebhookSignature.Prefix, body, secret.Key);

    public string? DeliveryId(IHeaderDictionary headers) => headers["X-GitHub-Delivery"];

    public string? Ignores(IHeaderDictionary headers) => headers[Event].ToString() switch
    {
        "push" => null,
        "ping" => "pong",
        // They have no commit, and a push tells the same.
        "create" or "delete" => "the push tells it",
        var other => $"a delivery of the kind '{other}' is no push",
    };

    public WebhookContent Read(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        using var document = WebhookJson.Parse(IsForm(request) ? Payload(body) : body);
        var root = document.RootElement;
        return PushDocument.Read(root, root.Need("repository", "full_name"), root.Text("pusher", "name"), root.Text("head_commit", "id"));
    }

    private static bool IsForm(HttpRequest request) =>
        request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    // The other content type a webhook can be set to: the document is a field of a form.
    private static byte[] Payload(ReadOnlyMemory<byte> body)
    {
        foreach (var field in new QueryStringEnumerable(Encoding.UTF8.GetString(body.Span)))
        {
            if (field.DecodeName().Span is "payload")
            {
                return Encoding.UTF8.GetBytes(field.DecodeValue().ToString());
            }
        }

        throw new WebhookException("The form has no field 'payload'.");
    }
}

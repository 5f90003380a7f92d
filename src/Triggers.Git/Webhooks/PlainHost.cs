using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Triggers.Git.Pushes;
using Triggers.Git.Repositories;

namespace Triggers.Git.Webhooks;

/// <summary>
/// Git itself: what <c>post-receive</c> reads on its standard input, sent on as it is by the hook that <c>triggers git hook</c> makes.
/// https://git-scm.com/docs/githooks#post-receive
/// </summary>
internal sealed partial class PlainHost : IWebhookHost
{
    private const string Signature = "X-Triggers-Signature-256";

    public string Name => "git";

    public bool IsSender(IHeaderDictionary headers) => headers.ContainsKey(Signature)
        || headers.ContentType.ToString().StartsWith("text/plain", StringComparison.OrdinalIgnoreCase);

    public bool HasProof(IHeaderDictionary headers) => headers.ContainsKey(Signature);

    public bool IsProven(IHeaderDictionary headers, ReadOnlySpan<byte> body, WebhookSecret secret, DateTimeOffset now) =>
        WebhookSignature.IsHex(headers[Signature].ToString(), WebhookSignature.Prefix, body, secret.Key);

    public string? DeliveryId(IHeaderDictionary headers) => headers["X-Triggers-Delivery"];

    public string? Ignores(IHeaderDictionary headers) => null;

    public WebhookContent Read(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var changes = ImmutableArray.CreateBuilder<ReferenceChange>();
        foreach (var line in Encoding.UTF8.GetString(body.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var match = Line().Match(line);
            changes.Add(match.Success
                ? PushDocument.Check(new ReferenceChange(match.Groups[3].Value, match.Groups[1].Value, match.Groups[2].Value))
                : throw new WebhookException($"Line {changes.Count + 1} must be an old commit, a new one and a full reference, with one blank between each."));
        }

        return WebhookContent.Of(new GitPush { Pusher = request.Query["pusher"].ToString(), Changes = changes.ToImmutable() });
    }

    [GeneratedRegex(@"\A([0-9a-f]{40}|[0-9a-f]{64}) ([0-9a-f]{40}|[0-9a-f]{64}) (refs/[^ ]+)\z")]
    private static partial Regex Line();
}

using System.Text.Json;
using Triggers.Git.Pushes;

namespace Triggers.Git.Webhooks;

/// <summary>The push of hosts that tell one reference a delivery, as <c>ref</c>, <c>before</c> and <c>after</c>.</summary>
internal static class PushDocument
{
    /// <summary>Reads it.</summary>
    /// <param name="root">The delivery.</param>
    /// <param name="fullName">The host's name of the repository, which must be there.</param>
    /// <param name="pusher">Who pushed.</param>
    /// <param name="commit">The commit behind an annotated tag, where the host tells it.</param>
    /// <exception cref="WebhookException">A member is missing or is not what it must be.</exception>
    public static WebhookContent Read(JsonElement root, string fullName, string? pusher, string? commit)
    {
        var change = Check(new ReferenceChange(root.Need("ref"), root.Need("before"), root.Need("after"), commit));
        return WebhookContent.Of(new GitPush { FullName = fullName, Pusher = pusher ?? "", Changes = [change] });
    }

    /// <summary>The change, if it can be one.</summary>
    /// <exception cref="WebhookException">It cannot.</exception>
    public static ReferenceChange Check(ReferenceChange change) => change.IsReadable
        ? change
        : throw new WebhookException("A reference must be a full name (refs/heads/main), and a commit 40 or 64 hexadecimal digits.");
}

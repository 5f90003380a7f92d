using Triggers.Git.Pushes;

namespace Triggers.Git.Webhooks;

/// <summary>What a delivery tells: a push, or why it is none.</summary>
internal sealed record WebhookContent
{
    private WebhookContent(GitPush? push, string? ignored) => (Push, Ignored) = (push, ignored);

    /// <summary>The push; null when there is none.</summary>
    public GitPush? Push { get; }

    /// <summary>Why there is none.</summary>
    public string? Ignored { get; }

    /// <summary>A push.</summary>
    public static WebhookContent Of(GitPush push) => new(push, null);

    /// <summary>No push, for a reason.</summary>
    public static WebhookContent None(string reason) => new(null, reason);
}

using System.Collections.Immutable;

namespace Triggers.Git.Webhooks;

/// <summary>The git hosts, in the order they are asked: Gitea and its kin send GitHub's header as well, so they come before it.</summary>
internal static class WebhookHosts
{
    private static readonly ImmutableArray<IWebhookHost> All =
        [new GiteaHost(), new GitLabHost(), new BitbucketServerHost(), new BitbucketCloudHost(), new GitHubHost(), new PlainHost()];

    /// <summary>The host that sent a delivery, or null.</summary>
    public static IWebhookHost? Find(IHeaderDictionary headers)
    {
        foreach (var host in All)
        {
            if (host.IsSender(headers))
            {
                return host;
            }
        }

        return null;
    }
}

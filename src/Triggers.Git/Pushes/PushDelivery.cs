using Triggers.Contracts;
using Triggers.Git.References;
using Triggers.Git.Repositories;

namespace Triggers.Git.Pushes;

/// <summary>
/// A delivery's way once it is read: is it a repetition, what of it is news, hand that over, note it. In this order, so that a process
/// that dies in between loses nothing: the sender sends again, and what was handed over has the same id.
/// </summary>
internal sealed class PushDelivery(GitRepositories repositories, KnownReferences known, EventSender events, CatchUp catchUp, TimeProvider clock, ILogger<PushDelivery> logger)
{
    /// <summary>Delivers a push.</summary>
    /// <param name="name">The repository's name.</param>
    /// <param name="push">The push.</param>
    /// <param name="eventId">The event's id, the same whenever the delivery is repeated.</param>
    /// <exception cref="Contracts.LambdaException">It cannot be handed over for now.</exception>
    public async Task<PushOutcome> DeliverAsync(string name, GitPush push, string eventId)
    {
        var delivery = NameUuid.GuidOf(name.ToLowerInvariant(), eventId);
        if (known.Seen.Contains(delivery))
        {
            return new PushOutcome(eventId, 0, "it was delivered before");
        }

        var references = known.Of(name);
        var changes = references.Begin([.. push.Changes.Where(change => ReferenceNames.IsTold(change.Reference))], out var isGap);
        var sent = 0;
        List<ReferenceChange> news;
        try
        {
            news = [.. changes.Where(change => change.Event != ReferenceEvents.None).Where(references.IsNews)];
            var repository = repositories.Find(name);
            if (repository is not null && news.Count > 0)
            {
                sent = await events.SendAsync(repository, eventId, push.Pusher, news);
            }
        }
        catch
        {
            references.Abandon(changes);
            throw;
        }

        // What nobody was told can be sent again: the repository may be deployed by then.
        await references.End(changes, saved => known.WriteAsync(new ReferenceWrite
        {
            Repository = name.ToLowerInvariant(),
            References = saved,
            Delivery = sent > 0 ? delivery : null,
            At = clock.GetUtcNow(),
        }));
        if (isGap && catchUp.Request(name))
        {
            logger.Gap(name);
        }

        return new PushOutcome(eventId, sent, sent > 0 ? null : Why(changes.Length, news.Count));
    }

    private static string Why(int changes, int news) =>
        changes == 0 ? "it tells of no branch and no tag"
        : news == 0 ? "it was told before"
        : "no trigger of the repository is for it";
}

using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Contracts.Messaging;
using Triggers.Git.Repositories;

namespace Triggers.Git.Pushes;

/// <summary>Makes the events of changes, one for each trigger they are for, and hands them over.</summary>
internal sealed class EventSender(IInvocationBus bus, IOptions<AwsIdentity> identity, TimeProvider clock, ILogger<EventSender> logger)
{
    /// <summary>Hands the changes to every trigger that takes them; when it returns, they are safe.</summary>
    /// <returns>How many invocations that were.</returns>
    /// <exception cref="LambdaException">They cannot be handed over for now: try again, with the same event id.</exception>
    public async Task<int> SendAsync(GitRepository repository, string eventId, string pusher, IReadOnlyList<ReferenceChange> changes)
    {
        var at = clock.GetUtcNow();
        var sent = 0;
        foreach (var trigger in repository.Triggers)
        {
            List<ReferenceChange> wanted = [.. changes.Where(trigger.Takes)];
            if (wanted.Count > 0 && await TrySendAsync(repository.Name, trigger, CodeCommitEvent.ReferenceChanges, eventId, pusher, wanted, at))
            {
                sent++;
            }
        }

        return sent;
    }

    /// <summary>Hands the test event to a trigger.</summary>
    /// <exception cref="LambdaException">It was not taken.</exception>
    public Task SendTestAsync(string repository, RepositoryTrigger trigger, ReferenceChange change) => SendPartsAsync(
        repository, trigger, CodeCommitEvent.Test, InvocationRequest.NewRequestId(), "", [change], clock.GetUtcNow());

    private async Task<bool> TrySendAsync(
        string repository, RepositoryTrigger trigger, string name, string eventId, string pusher, IReadOnlyList<ReferenceChange> changes, DateTimeOffset at)
    {
        try
        {
            await SendPartsAsync(repository, trigger, name, eventId, pusher, changes, at);
            return true;
        }
        catch (LambdaException e) when (!e.Error.IsRetryable)
        {
            // No such function: trying again would not help, and the other triggers have nothing to do with it.
            logger.TriggerFailed(repository, trigger.Name, eventId, e.Error.Name, e.Message);
            return false;
        }
    }

    private async Task SendPartsAsync(
        string repository, RepositoryTrigger trigger, string name, string eventId, string pusher, IReadOnlyList<ReferenceChange> changes, DateTimeOffset at)
    {
        var part = 0;
        foreach (var payload in CodeCommitEvent.Write(name, eventId, at, repository, pusher, trigger, changes, identity.Value))
        {
            // A sender that goes away does not take back what it said.
            await bus.SendAsync(
                new InvocationRequest
                {
                    RequestId = NameUuid.Of(repository, eventId, trigger.Name, trigger.ConfigurationId, $"{++part}"),
                    Function = trigger.Function,
                    Payload = payload,
                    AcceptedAt = at,
                },
                CancellationToken.None);
        }
    }
}

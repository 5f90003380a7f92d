using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Triggers.Contracts.Hosting;
using Triggers.Git.Pushes;
using Triggers.Git.Repositories;

namespace Triggers.Git.References;

/// <summary>
/// Asks repositories that can be read for their references: at start, after a gap, and at intervals when that is set. What nobody told
/// becomes an event.
/// </summary>
internal sealed partial class CatchUp(
    KnownReferences known, GitRepositories repositories, EventSender events, IOptions<GitTriggerOptions> options, ReadyGate gate, TimeProvider clock, ILogger<CatchUp> logger) : BackgroundService
{
    private static readonly TimeSpan ShortestRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Channel<bool>> requests = options.Value.Repositories
        .Where(pair => !string.IsNullOrEmpty(pair.Value.ReadUrl))
        .ToDictionary(
            pair => pair.Key,
            _ => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }),
            StringComparer.OrdinalIgnoreCase);

    /// <summary>Asks a repository soon; false when it cannot be read.</summary>
    public bool Request(string repository) => requests.TryGetValue(repository, out var channel) && channel.Writer.TryWrite(true);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(requests.Keys.Select(name => FollowAsync(name, requests[name].Reader, stoppingToken)));

    /// <summary>Asks a repository once.</summary>
    /// <returns>False when it could not be read, or what it told not be handed over.</returns>
    internal async Task<bool> TryAskAsync(string name, CancellationToken cancellationToken)
    {
        var remote = new RemoteRepository(options.Value.Repositories[name].ReadUrl!);
        try
        {
            var references = known.Of(name);
            var mark = references.Mark();
            var told = await remote.ReadAsync(clock, cancellationToken);
            var finding = references.CatchUp(told, mark);
            try
            {
                await TellAsync(name, finding);
            }
            catch
            {
                references.Restore(finding);
                throw;
            }

            if (!references.IsRead)
            {
                references.Read();
                FirstReading(name, told.Count, remote.Shown);
            }

            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            NotAsked(name, remote.Shown, e.Message);
            return false;
        }
    }

    private async Task FollowAsync(string name, ChannelReader<bool> requested, CancellationToken stoppingToken)
    {
        // Before the templates are deployed, what is found might be nobody's.
        await gate.WaitAsync(TimeSpan.MaxValue, clock, stoppingToken);
        var retry = ShortestRetry;
        while (true)
        {
            var isDone = await TryAskAsync(name, stoppingToken);
            var wait = isDone ? options.Value.Poll ?? Timeout.InfiniteTimeSpan : retry;
            retry = isDone ? ShortestRetry : TimeSpan.FromTicks(Math.Min(retry.Ticks * 2, LongestRetry.Ticks));
            await WaitAsync(requested, isDone, wait, stoppingToken);
        }
    }

    // A repository that does not answer is not asked more often because deliveries come in.
    private async Task WaitAsync(ChannelReader<bool> requested, bool isRequestHeard, TimeSpan wait, CancellationToken stoppingToken)
    {
        using var alarm = new CancellationTokenSource(wait, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(alarm.Token, stoppingToken);
        try
        {
            if (isRequestHeard)
            {
                await requested.ReadAsync(both.Token);
            }
            else
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, both.Token);
            }
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // Time to ask.
        }
    }

    private async Task TellAsync(string name, CatchUpFinding finding)
    {
        var sent = 0;
        if (finding.Changes.Length > 0 && repositories.Find(name) is { } repository)
        {
            sent = await events.SendAsync(repository, finding.Id, "", finding.Changes);
        }

        if (finding.Changes.Length > 0)
        {
            CaughtUp(name, finding.Changes.Length, finding.Id, sent);
        }

        await known.WriteAsync(new ReferenceWrite { Repository = name.ToLowerInvariant(), References = finding.References, IsReading = true });
    }

    [LoggerMessage(31, LogLevel.Information, "Repository {Repository}: {Changes} changes that no delivery had told are event {EventId}, {Invocations} invocations")]
    private partial void CaughtUp(string repository, int changes, string eventId, int invocations);

    [LoggerMessage(33, LogLevel.Information, "Repository {Repository}: its {References} references at {Address} were read for the first time; from now on changes are news")]
    private partial void FirstReading(string repository, int references, string address);

    [LoggerMessage(32, LogLevel.Warning, "Repository {Repository} at {Address} cannot be asked for its references: {Reason}")]
    private partial void NotAsked(string repository, string address, string reason);
}

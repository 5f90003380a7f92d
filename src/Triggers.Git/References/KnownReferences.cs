using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Triggers.Git.References;

/// <summary>
/// The state of the git trigger: in memory to be asked, in the database to stay. Writes of deliveries that come together go into one
/// transaction, so that many at once cost little more than one.
/// </summary>
internal sealed partial class KnownReferences(
    ReferenceTable table, IOptions<GitTriggerOptions> options, TimeProvider clock, ILogger<KnownReferences> logger) : BackgroundService
{
    private const int MostAtOnce = 1000;
    private static readonly TimeSpan Tidying = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, RepositoryReferences> repositories = new(StringComparer.OrdinalIgnoreCase);
    private readonly Channel<(ReferenceWrite Write, TaskCompletionSource Done)> queue =
        Channel.CreateUnbounded<(ReferenceWrite, TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly TimeSpan memory = options.Value.DeliveryMemory;
    private DateTimeOffset tidied;

    /// <summary>The deliveries that were taken over.</summary>
    public SeenDeliveries Seen { get; } = new(options.Value.DeliveryMemory);

    /// <summary>The references of a repository.</summary>
    public RepositoryReferences Of(string repository) => repositories.GetOrAdd(repository, name => new RepositoryReferences(name.ToLowerInvariant()));

    /// <summary>Writes; when it returns it is on the disk.</summary>
    public Task WriteAsync(ReferenceWrite write)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return queue.Writer.TryWrite((write, done)) ? done.Task : Task.FromException(new InvalidOperationException("The process is stopping."));
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (repository, references, isRead) in await table.LoadAsync(cancellationToken))
        {
            Of(repository).Load(references, isRead);
        }

        foreach (var (id, at) in await table.LoadDeliveriesAsync(clock.GetUtcNow() - memory, cancellationToken))
        {
            Seen.Add(id, at);
        }

        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken);
        }

        await base.StopAsync(cancellationToken);
    }

    // Ends when the queue is closed and empty, not when it is told to stop: what was taken is written.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var batch = new List<(ReferenceWrite Write, TaskCompletionSource Done)>();
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < MostAtOnce && queue.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            await SaveAsync(batch);
        }
    }

    private async Task SaveAsync(List<(ReferenceWrite Write, TaskCompletionSource Done)> batch)
    {
        try
        {
            var now = clock.GetUtcNow();
            var isUntidy = now - tidied > Tidying;
            await table.SaveAsync([.. batch.Select(one => one.Write)], isUntidy ? now - memory : null);
            tidied = isUntidy ? now : tidied;
            foreach (var (write, done) in batch)
            {
                if (write.Delivery is { } id)
                {
                    Seen.Add(id, write.At);
                }

                done.SetResult();
            }
        }
        catch (Exception e)
        {
            NotWritten(e);
            foreach (var (_, done) in batch)
            {
                done.TrySetException(e);
            }
        }
    }

    [LoggerMessage(30, LogLevel.Error, "What is known of references cannot be written")]
    private partial void NotWritten(Exception exception);
}

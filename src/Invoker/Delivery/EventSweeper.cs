using Microsoft.Extensions.Options;
using Triggers.Contracts;

namespace Triggers.Invoker.Delivery;

/// <summary>Forgets, every few minutes, events that ended longer ago than they are to be known.</summary>
internal sealed partial class EventSweeper(EventJournal journal, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<EventSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
            {
                await SweepAsync();
            }
        }
    }

    private async Task SweepAsync()
    {
        var now = time.GetUtcNow();
        try
        {
            await journal.WriteAsync(transaction => EventTable.SweepAsync(transaction, now - options.Value.DuplicateWindow, now - options.Value.KeepDead));
        }
        catch (LambdaException exception)
        {
            LogFailed(log, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old events could not be removed from the database; it is tried again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}

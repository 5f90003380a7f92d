using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Invocations;

namespace Triggers.Invoker.Delivery;

/// <summary>
/// One attempt at an event: run it, decide, see that its outcome gets where it should, and write the decision down. An event is over
/// only when that is on the disk.
/// </summary>
internal sealed partial class EventRunner(
    FunctionStore store, InvocationRunner invocations, DestinationSender destinations, EventTable table, EventJournal journal, DeliveryMetrics metrics,
    IOptions<DeliveryOptions> options, TimeProvider time, ILogger<EventRunner> log)
{
    /// <summary>How long a function that was refused <paramref name="refusals"/> times in a row is left alone.</summary>
    public TimeSpan Backoff(int refusals) => DeliveryRules.Backoff(refusals - 1, options.Value, Random.Shared.NextDouble());

    /// <summary>Makes the attempt; never throws.</summary>
    public async Task<DeliveryDecision> RunAsync(string name, QueuedEvent queued)
    {
        var id = queued.Request.RequestId;
        try
        {
            if (queued.IsContentStored)
            {
                if (await table.FindAsync(id, CancellationToken.None) is not { } row)
                {
                    LogRemoved(log, name, id);
                    return new DeliveryDecision(queued, DeliveryConditions.NotRunnable, default);
                }

                queued = row.ToEvent() with { Refusals = queued.Refusals };
            }

            var decision = await DecideAsync(name, queued);
            await WriteAsync(name, decision);
            return decision;
        }
        catch (Exception exception)
        {
            LogServiceError(log, name, id, exception);
            return new DeliveryDecision(queued with { Refusals = queued.Refusals + 1 }, null, Backoff(queued.Refusals + 1));
        }
    }

    private async Task<DeliveryDecision> DecideAsync(string name, QueuedEvent queued)
    {
        if (store.Current.Find(name) is not { } record)
        {
            LogGone(log, name, queued.Request.RequestId);
            return new DeliveryDecision(queued, DeliveryConditions.NotRunnable, default);
        }

        var now = time.GetUtcNow();
        metrics.Started(name, now - queued.AcceptedAt);
        var decision = DeliveryRules.BeforeAttempt(queued, record, now, options.Value) ?? await AttemptAsync(queued, record);
        if (decision.Condition is { } condition)
        {
            await destinations.SendAsync(record, decision.Event, condition);
        }

        return decision;
    }

    private async Task<DeliveryDecision> AttemptAsync(QueuedEvent queued, FunctionRecord record)
    {
        var config = DeliveryRules.Config(record, queued.Request.Function);
        try
        {
            var result = await invocations.RunAsync(queued.Request);
            return DeliveryRules.AfterResult(queued, result, config, time.GetUtcNow(), options.Value);
        }
        catch (LambdaException exception) when (exception.Error == LambdaErrors.TooManyRequests)
        {
            return new DeliveryDecision(queued with { Refusals = queued.Refusals + 1 }, null, default) { IsThrottled = true };
        }
        catch (LambdaException exception) when (exception.Error == LambdaErrors.RecursiveInvocation)
        {
            return new DeliveryDecision(queued, DeliveryConditions.RecursiveLoop, default);
        }
        catch (LambdaException exception) when (!exception.Error.IsRetryable)
        {
            LogRefused(log, record.Name, queued.Request.RequestId, exception);
            return new DeliveryDecision(queued, DeliveryConditions.NotRunnable, default);
        }
        catch (Exception exception)
        {
            LogServiceError(log, record.Name, queued.Request.RequestId, exception);
            return DeliveryRules.AfterRefusal(queued, config, time.GetUtcNow(), options.Value, Random.Shared.NextDouble());
        }
    }

    private Task WriteAsync(string name, in DeliveryDecision decision)
    {
        var (queued, condition, delay) = (decision.Event, decision.Condition, decision.Delay);
        var now = time.GetUtcNow();
        if (decision.IsThrottled)
        {
            // Nothing has happened to it yet.
            return Task.CompletedTask;
        }

        if (condition is null)
        {
            return journal.WriteSurelyAsync(transaction => EventTable.RetryAsync(transaction, queued, now + delay));
        }

        if (condition == DeliveryConditions.Success)
        {
            return journal.WriteSurelyAsync(transaction => EventTable.EndAsync(transaction, queued, now));
        }

        metrics.Dropped(name);
        return journal.WriteSurelyAsync(transaction => EventTable.BuryAsync(transaction, queued, condition, now));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The function {Function} was deleted before its event {RequestId} could run; it is among the dead events.")]
    private static partial void LogGone(ILogger logger, string function, string requestId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The event {RequestId} of {Function} is no longer in the database: it was removed by hand.")]
    private static partial void LogRemoved(ILogger logger, string function, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The event {RequestId} of {Function} cannot be run; it is among the dead events.")]
    private static partial void LogRefused(ILogger logger, string function, string requestId, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The event {RequestId} of {Function} could not be run now and is tried again.")]
    private static partial void LogServiceError(ILogger logger, string function, string requestId, Exception exception);
}

using System.Globalization;
using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Contracts.Messaging;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Delivery;

/// <summary>
/// Sends what becomes of an event that is over: its record to the function's destination, and a dead event to the dead-letter queue.
/// Both get theirs when both are set. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
/// </summary>
internal sealed partial class DestinationSender(
    IServiceProvider services, DestinationTargets targets, DeliveryMetrics metrics, IOptions<AwsIdentity> identity, TimeProvider time, ILogger<DestinationSender> log)
{
    /// <summary>Sends it all, and reports a dead event. What is not taken is reported; it never throws.</summary>
    public async Task SendAsync(FunctionRecord record, QueuedEvent queued, string condition)
    {
        var isSuccess = condition == DeliveryConditions.Success;
        var config = DeliveryRules.Config(record, queued.Request.Function);
        var destination = isSuccess ? config?.OnSuccess : config?.OnFailure;
        var deadLetter = isSuccess ? null : record.Latest.DeadLetterTargetArn;
        if (!isSuccess)
        {
            LogDead(log, record.Name, queued.Request.RequestId, condition, queued.Attempts, destination ?? deadLetter ?? "none");
        }

        if (destination is not null)
        {
            await TryAsync(record, queued, destination, () => SendRecordAsync(destination, queued, condition));
        }

        if (deadLetter is not null)
        {
            await TryAsync(record, queued, deadLetter, () => targets.SendDeadAsync(TargetOf(deadLetter), queued, condition));
        }
    }

    private async Task TryAsync(FunctionRecord record, QueuedEvent queued, string arn, Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (Exception exception)
        {
            metrics.DestinationFailed(record.Name);
            LogFailed(log, arn, record.Name, queued.Request.RequestId, exception.Message);
        }
    }

    private Task SendRecordAsync(string destination, QueuedEvent queued, string condition)
    {
        var payload = DestinationRecord.Write(queued, condition, identity.Value, time.GetUtcNow());
        if (!destination.Contains(":function:", StringComparison.Ordinal))
        {
            return targets.SendRecordAsync(TargetOf(destination), payload);
        }

        // Asked for now and not before: the bus leads to the delivery, which made this.
        return services.GetRequiredService<IInvocationBus>().SendAsync(
            new InvocationRequest
            {
                // The same when this attempt's outcome is sent again because writing it down failed.
                RequestId = NameUuid.Of("destination", queued.Request.RequestId, condition, queued.AcceptedAt.ToString("O", CultureInfo.InvariantCulture)),
                Function = FunctionReference.Parse(destination, null, identity.Value),
                Payload = payload,
                TraceId = queued.Request.TraceId,
            },
            CancellationToken.None);
    }

    private Uri TargetOf(string arn) => targets.Find(arn)
        ?? throw new InvalidOperationException($"no HTTP endpoint stands for it: set Delivery:Targets:{arn[(arn.LastIndexOfAny([':', '/']) + 1)..]}");

    [LoggerMessage(Level = LogLevel.Error, Message = "The event {RequestId} of {Function} failed for good: {Condition} after {Attempts} attempts; destination: {Destination}.")]
    private static partial void LogDead(ILogger logger, string function, string requestId, string condition, int attempts, string destination);

    [LoggerMessage(Level = LogLevel.Error, Message = "The destination {Destination} of {Function} did not get the event {RequestId}: {Reason}")]
    private static partial void LogFailed(ILogger logger, string destination, string function, string requestId, string reason);
}

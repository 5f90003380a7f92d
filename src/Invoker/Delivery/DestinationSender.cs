using System.Globalization;
using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Contracts.Messaging;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Delivery;

/// <summary>
/// Sends the record of an event that is over to the function's destination. Destinations that are functions get an Event
/// invocation; other kinds are not served yet, which is said in the log with the id of the event, never silently.
/// </summary>
internal sealed partial class DestinationSender(
    IServiceProvider services, IOptions<AwsIdentity> identity, TimeProvider time, ILogger<DestinationSender> log)
{
    /// <summary>Sends the record, and reports a dead event.</summary>
    public async Task SendAsync(FunctionRecord record, QueuedEvent queued, string condition)
    {
        var isSuccess = condition == DeliveryConditions.Success;
        var config = DeliveryRules.Config(record, queued.Request.Function);
        var destination = isSuccess ? config?.OnSuccess : config?.OnFailure;
        if (!isSuccess)
        {
            LogDead(log, record.Name, queued.Request.RequestId, condition, queued.Attempts, destination ?? "none");
        }

        if (destination is null)
        {
            return;
        }

        if (!destination.Contains(":function:", StringComparison.Ordinal))
        {
            LogNotServed(log, destination, record.Name, queued.Request.RequestId);
            return;
        }

        // Asked for now and not before: the bus leads to the delivery, which made this.
        await services.GetRequiredService<IInvocationBus>().SendAsync(
            new InvocationRequest
            {
                // The same when this attempt's outcome is sent again because writing it down failed.
                RequestId = NameUuid.Of("destination", queued.Request.RequestId, condition, queued.AcceptedAt.ToString("O", CultureInfo.InvariantCulture)),
                Function = FunctionReference.Parse(destination, null, identity.Value),
                Payload = DestinationRecord.Write(queued, condition, identity.Value, time.GetUtcNow()),
                TraceId = queued.Request.TraceId,
            },
            CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The event {RequestId} of {Function} failed for good: {Condition} after {Attempts} attempts; on-failure destination: {Destination}.")]
    private static partial void LogDead(ILogger logger, string function, string requestId, string condition, int attempts, string destination);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The destination {Destination} of {Function} is of a kind that is not served here; the record of the event {RequestId} is dropped.")]
    private static partial void LogNotServed(ILogger logger, string destination, string function, string requestId);
}

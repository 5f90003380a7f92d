using System.Diagnostics.Metrics;
using Triggers.Contracts.Hosting;

namespace Triggers.Invoker.Delivery;

/// <summary>
/// What becomes of Event invocations, under CloudWatch's names:
/// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html#async-invocation-metrics
/// </summary>
internal sealed class DeliveryMetrics : IDisposable
{
    private readonly Meter meter;
    private readonly Counter<long> received;
    private readonly Counter<long> dropped;
    private readonly Counter<long> duplicates;
    private readonly Counter<long> destinationFailures;
    private readonly Histogram<double> age;

    public DeliveryMetrics(IMeterFactory meters)
    {
        meter = meters.Create(Telemetry.Invoker);
        received = meter.CreateCounter<long>("AsyncEventsReceived", description: "Event invocations that were accepted.");
        dropped = meter.CreateCounter<long>("AsyncEventsDropped", description: "Event invocations that failed for good.");
        duplicates = meter.CreateCounter<long>("AsyncEventsRepeated", description: "Event invocations that their source sent again, and that were not run again.");
        destinationFailures = meter.CreateCounter<long>("DestinationDeliveryFailures", description: "Records that a destination did not take.");
        age = meter.CreateHistogram<double>("AsyncEventAge", "ms", "From an event's acceptance to the start of an attempt.");
    }

    /// <summary>Reports, when asked, how many events of each function wait.</summary>
    public void Watch(Func<IEnumerable<Measurement<int>>> waiting) =>
        meter.CreateObservableGauge("AsyncEventsWaiting", waiting, description: "Event invocations that wait to be run.");

    /// <summary>An event was accepted.</summary>
    public void Received(string function) => received.Add(1, Tag(function));

    /// <summary>An event came again.</summary>
    public void Repeated(string function) => duplicates.Add(1, Tag(function));

    /// <summary>An event failed for good.</summary>
    public void Dropped(string function) => dropped.Add(1, Tag(function));

    /// <summary>A destination did not take a record.</summary>
    public void DestinationFailed(string function) => destinationFailures.Add(1, Tag(function));

    /// <summary>An attempt at an event begins.</summary>
    public void Started(string function, TimeSpan waited) => age.Record(waited.TotalMilliseconds, Tag(function));

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string function) => new("FunctionName", function);
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Contracts.Hosting;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Delivery;

/// <summary>
/// Takes Event invocations over and delivers them, each function by itself. What waits is kept in memory: it does not survive
/// the process, and its number at the end is logged.
/// </summary>
internal sealed partial class EventDelivery : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<string, FunctionDelivery> functions = new(StringComparer.Ordinal);
    private readonly Func<string, FunctionDelivery> create;
    private readonly FunctionStore store;
    private readonly DeliveryOptions options;
    private readonly AwsIdentity identity;
    private readonly TimeProvider time;
    private readonly ILogger<EventDelivery> log;
    private readonly Meter meter;

    public EventDelivery(
        EventRunner runner, FunctionStore store, IOptions<DeliveryOptions> options, IOptions<AwsIdentity> identity, TimeProvider time, IMeterFactory meters, ILogger<EventDelivery> log)
    {
        (this.store, this.options, this.identity, this.time, this.log) = (store, options.Value, identity.Value, time, log);
        create = name => new FunctionDelivery(queued => runner.RunAsync(name, queued), runner.Backoff, this.options.MaximumConcurrencyPerFunction, time);
        meter = meters.Create(Telemetry.Invoker);
        meter.CreateObservableGauge("AsyncEventsWaiting", Waiting, description: "Event invocations that wait to be run.");
    }

    /// <summary>Takes an event over.</summary>
    /// <exception cref="LambdaException">No such function, or too many events wait (503).</exception>
    public void Accept(InvocationRequest request)
    {
        _ = store.Current.Resolve(request.Function, identity);
        if (functions.Values.Sum(function => function.Waiting) >= options.MaximumQueuedEvents)
        {
            throw new LambdaException(LambdaErrors.Unavailable, "Too many events wait to be run; try again later.") { RetryAfter = TimeSpan.FromSeconds(1) };
        }

        var acceptedAt = request.AcceptedAt == default ? time.GetUtcNow() : request.AcceptedAt;
        functions.GetOrAdd(request.Function.Name, create).Add(new QueuedEvent { Request = request, AcceptedAt = acceptedAt });
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets what runs end, and says what is lost.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var function in functions.Values)
        {
            function.Dispose();
        }

        while (functions.Values.Any(function => function.Running > 0) && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, CancellationToken.None);
        }

        foreach (var (name, function) in functions.Where(function => function.Value.Waiting > 0))
        {
            LogLost(log, function.Waiting, name);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<int>> Waiting() =>
        functions.Select(function => new Measurement<int>(function.Value.Waiting, new KeyValuePair<string, object?>("FunctionName", function.Key)));

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} events of {Function} were waiting to be run and are lost with this process.")]
    private static partial void LogLost(ILogger logger, int count, string function);
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Delivery;

/// <summary>
/// Takes Event invocations over and delivers them, each function by itself. An event is in the database before it is accepted, and
/// stays there until its outcome is: whatever ends this process, the next one goes on with it.
/// </summary>
internal sealed partial class EventDelivery : IHostedService
{
    // Content of waiting events beyond this is fetched from the database when its turn comes.
    private const long MostContentInMemory = 64 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, FunctionDelivery> functions = new(StringComparer.Ordinal);
    private readonly Func<string, FunctionDelivery> create;
    private readonly EventRunner runner;
    private readonly EventJournal journal;
    private readonly EventTable table;
    private readonly FunctionStore store;
    private readonly DeliveryMetrics metrics;
    private readonly DeliveryOptions options;
    private readonly AwsIdentity identity;
    private readonly TimeProvider time;
    private readonly ILogger<EventDelivery> log;
    private int unfinished;
    private long contentInMemory;

    public EventDelivery(
        EventRunner runner, EventJournal journal, EventTable table, FunctionStore store, DeliveryMetrics metrics, IOptions<DeliveryOptions> options, IOptions<AwsIdentity> identity,
        TimeProvider time, ILogger<EventDelivery> log)
    {
        (this.runner, this.journal, this.table, this.store, this.metrics) = (runner, journal, table, store, metrics);
        (this.options, this.identity, this.time, this.log) = (options.Value, identity.Value, time, log);
        create = name => new FunctionDelivery(queued => RunAsync(name, queued), runner.Backoff, this.options.MaximumConcurrencyPerFunction, time);
        metrics.Watch(Waiting);
    }

    /// <summary>How many events of each function run now.</summary>
    public IReadOnlyDictionary<string, int> Running() => functions.ToDictionary(function => function.Key, function => function.Value.Running, StringComparer.Ordinal);

    /// <summary>Takes an event over: when it returns, the event is on the disk. One that is known already is not taken again.</summary>
    /// <exception cref="LambdaException">No such function, or too many events wait (503).</exception>
    public async Task AcceptAsync(InvocationRequest request)
    {
        var name = request.Function.Name;
        _ = store.Current.Resolve(request.Function, identity);
        if (Volatile.Read(ref unfinished) >= options.MaximumQueuedEvents)
        {
            throw new LambdaException(LambdaErrors.Unavailable, "Too many events wait to be run; try again later.") { RetryAfter = TimeSpan.FromSeconds(1) };
        }

        var queued = new QueuedEvent { Request = request, AcceptedAt = request.AcceptedAt == default ? time.GetUtcNow() : request.AcceptedAt };
        if (await journal.WriteAsync(transaction => EventTable.AddAsync(transaction, queued)) == 0)
        {
            metrics.Repeated(name);
            LogRepeated(log, request.RequestId, name);
            return;
        }

        metrics.Received(name);
        Add(queued);
    }

    /// <summary>Takes a dead event back.</summary>
    /// <returns>False when there is no dead event of this id.</returns>
    public async Task<bool> RedriveAsync(string id, ReadOnlyMemory<byte>? payload)
    {
        if (await journal.WriteAsync(transaction => EventTable.RedriveAsync(transaction, id, payload, time.GetUtcNow())) == 0
            || await table.FindAsync(id, CancellationToken.None) is not { } row)
        {
            return false;
        }

        Add(row.ToEvent());
        return true;
    }

    /// <summary>Goes on with what a process before this one left.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var left = await table.ReadWaitingAsync(cancellationToken);
        if (left.Count > 0)
        {
            LogLeft(log, left.Count);
        }

        Interlocked.Add(ref unfinished, left.Count);
        foreach (var row in left)
        {
            functions.GetOrAdd(row.Function, create).Add(row.ToEvent(), DateTimeOffset.FromUnixTimeMilliseconds(row.DueAt));
        }
    }

    /// <summary>Lets what runs end. What waits is in the database.</summary>
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

        if (functions.Values.Sum(function => function.Waiting) is > 0 and var waiting)
        {
            LogKept(log, waiting);
        }
    }

    private void Add(QueuedEvent queued)
    {
        Interlocked.Increment(ref unfinished);
        var size = queued.Request.Payload.Length;
        if (Interlocked.Add(ref contentInMemory, size) > MostContentInMemory)
        {
            Interlocked.Add(ref contentInMemory, -size);
            queued = queued.WithoutContent();
        }

        functions.GetOrAdd(queued.Request.Function.Name, create).Add(queued);
    }

    private async Task<DeliveryDecision> RunAsync(string name, QueuedEvent queued)
    {
        Interlocked.Add(ref contentInMemory, -queued.Request.Payload.Length);
        var decision = await runner.RunAsync(name, queued);
        if (decision.IsOver)
        {
            Interlocked.Decrement(ref unfinished);
        }
        else
        {
            // It waits for the time of its next attempt, or for its function's concurrency.
            decision = decision with { Event = decision.Event.WithoutContent() };
        }

        return decision;
    }

    private IEnumerable<Measurement<int>> Waiting() =>
        functions.Select(function => new Measurement<int>(function.Value.Waiting, new KeyValuePair<string, object?>("FunctionName", function.Key)));

    [LoggerMessage(Level = LogLevel.Debug, Message = "The event {RequestId} of {Function} is known already and does not run again.")]
    private static partial void LogRepeated(ILogger logger, string requestId, string function);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} events that were accepted before this start are delivered now.")]
    private static partial void LogLeft(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} events wait in the database for the next start.")]
    private static partial void LogKept(ILogger logger, int count);
}

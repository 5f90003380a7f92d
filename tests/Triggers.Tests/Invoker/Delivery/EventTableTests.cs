using System.Text;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Triggers.Contracts;
using Triggers.Contracts.State;
using Triggers.Invoker.Delivery;
using Triggers.Tests.Contracts.State;

namespace Triggers.Tests.Invoker.Delivery;

/// <summary>The life of an event in the database, through the one writer.</summary>
public sealed class EventTableTests : IAsyncLifetime
{
    private readonly TemporaryState state = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly StateDatabase database;
    private readonly EventTable table;
    private readonly EventJournal journal;

    public EventTableTests()
    {
        database = new StateDatabase(state.Data, Options.Create(new StateOptions()), [EventTable.Migrations], NullLogger<StateDatabase>.Instance);
        table = new EventTable(database);
        journal = new EventJournal(database, time, NullLogger<EventJournal>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => new(journal.StartAsync(Cancellation));

    public async ValueTask DisposeAsync()
    {
        await journal.StopAsync(Cancellation);
        state.Dispose();
    }

    [Fact]
    public async Task An_accepted_event_waits_with_all_that_it_is()
    {
        var queued = New("f");
        Assert.Equal(1, await journal.WriteAsync(transaction => EventTable.AddAsync(transaction, queued)));
        var waiting = Assert.Single(await table.ReadWaitingAsync(Cancellation)).ToEvent();
        Assert.True(waiting.IsContentStored);
        var found = (await table.FindAsync(queued.Request.RequestId, Cancellation))!.ToEvent();
        Assert.False(found.IsContentStored);
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(found.Request.Payload.Span));
        Assert.Equal(queued with { Request = found.Request }, found);
        Assert.Equal(queued.Request with { Payload = found.Request.Payload, AcceptedAt = found.AcceptedAt }, found.Request);
    }

    [Fact]
    public async Task An_event_of_a_known_id_is_not_taken_twice_before_and_after_its_end()
    {
        var queued = New("f", NameUuid.Of("delivery", "1"));
        Assert.Equal(1, await journal.WriteAsync(transaction => EventTable.AddAsync(transaction, queued)));
        Assert.Equal(0, await journal.WriteAsync(transaction => EventTable.AddAsync(transaction, queued)));
        await journal.WriteAsync(transaction => EventTable.EndAsync(transaction, queued, time.GetUtcNow()));
        Assert.Equal(0, await journal.WriteAsync(transaction => EventTable.AddAsync(transaction, queued)));
        Assert.Empty(await table.ReadWaitingAsync(Cancellation));

        var window = TimeSpan.FromHours(24);
        time.Advance(window - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await SweepAsync(window));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await SweepAsync(window));
        Assert.Equal(1, await journal.WriteAsync(transaction => EventTable.AddAsync(transaction, queued)));
    }

    [Fact]
    public async Task An_event_of_a_random_id_leaves_nothing_behind()
    {
        var queued = New("f");
        await journal.WriteAsync(transaction => EventTable.AddAsync(transaction, queued));
        await journal.WriteAsync(transaction => EventTable.EndAsync(transaction, queued, time.GetUtcNow()));
        await using var connection = await database.OpenAsync(Cancellation);
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM events"));
    }

    [Fact]
    public async Task A_retry_keeps_its_time_its_attempts_and_the_last_result()
    {
        var queued = New("f");
        await journal.WriteAsync(transaction => EventTable.AddAsync(transaction, queued));
        var tried = queued with { Attempts = 1, Refusals = 2, LastResult = Failed(queued) };
        await journal.WriteAsync(transaction => EventTable.RetryAsync(transaction, tried, time.GetUtcNow() + TimeSpan.FromMinutes(1)));
        var row = (await table.FindAsync(queued.Request.RequestId, Cancellation))!;
        Assert.Equal(time.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds(), row.DueAt);
        var read = row.ToEvent();
        Assert.Equal((1, 2, "Unhandled", "{}"), (read.Attempts, read.Refusals, read.LastResult!.FunctionError, Encoding.UTF8.GetString(read.LastResult.Payload.Span)));
    }

    [Fact]
    public async Task A_dead_event_can_be_read_delivered_again_and_forgotten()
    {
        var queued = New("f");
        await journal.WriteAsync(transaction => EventTable.AddAsync(transaction, queued));
        await journal.WriteAsync(transaction => EventTable.BuryAsync(transaction, queued with { Attempts = 3, LastResult = Failed(queued) }, "RetriesExhausted", time.GetUtcNow()));
        var dead = DeadEvent.From(Assert.Single(await table.ReadDeadAsync("f", 10, Cancellation)));
        Assert.Equal((queued.Request.RequestId, "RetriesExhausted", 3), (dead.Id, dead.Condition, dead.Attempts));
        Assert.Empty(await table.ReadWaitingAsync(Cancellation));
        Assert.Empty(await table.ReadDeadAsync("g", 10, Cancellation));

        var id = queued.Request.RequestId;
        Assert.Equal(1, await journal.WriteAsync(transaction => EventTable.RedriveAsync(transaction, id, "{\"b\":2}"u8.ToArray(), time.GetUtcNow())));
        Assert.Equal(0, await journal.WriteAsync(transaction => EventTable.RedriveAsync(transaction, id, null, time.GetUtcNow())));
        var again = (await table.FindAsync(id, Cancellation))!.ToEvent();
        Assert.Equal((0, null, "{\"b\":2}"), (again.Attempts, again.LastResult, Encoding.UTF8.GetString(again.Request.Payload.Span)));
        Assert.Equal(0, await journal.WriteAsync(transaction => EventTable.PurgeAsync(transaction, id)));
        await journal.WriteAsync(transaction => EventTable.BuryAsync(transaction, again, "RetriesExhausted", time.GetUtcNow()));
        Assert.Equal(1, await journal.WriteAsync(transaction => EventTable.PurgeAsync(transaction, id)));
    }

    [Fact]
    public async Task Counts_what_each_function_has()
    {
        var (waiting, delayed, dead) = (New("f"), New("f"), New("g"));
        foreach (var queued in new[] { waiting, delayed, dead })
        {
            await journal.WriteAsync(transaction => EventTable.AddAsync(transaction, queued));
        }

        await journal.WriteAsync(transaction => EventTable.RetryAsync(transaction, delayed, time.GetUtcNow() + TimeSpan.FromMinutes(1)));
        await journal.WriteAsync(transaction => EventTable.BuryAsync(transaction, dead, "EventAgeExceeded", time.GetUtcNow()));
        var accepted = time.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal(
            [
                new EventCounts { Function = "f", Unfinished = 2, Delayed = 1, Dead = 0, Oldest = accepted },
                new EventCounts { Function = "g", Unfinished = 0, Delayed = 0, Dead = 1, Oldest = null },
            ],
            await table.CountAsync(time.GetUtcNow(), Cancellation));
    }

    [Fact]
    public async Task Thousands_of_writers_at_once_all_get_their_own_answer()
    {
        var events = Enumerable.Range(0, 3000).Select(number => New("f", NameUuid.Of($"{number % 1000}"))).ToList();
        var rows = await Task.WhenAll(events.Select(queued => Task.Run(() => journal.WriteAsync(transaction => EventTable.AddAsync(transaction, queued)), Cancellation)));
        Assert.Equal(1000, rows.Sum());
        Assert.Equal(1000, (await table.ReadWaitingAsync(Cancellation)).Count);
    }

    [Fact]
    public async Task A_change_that_cannot_be_written_is_refused_and_the_next_one_is_not()
    {
        var refused = await Assert.ThrowsAsync<LambdaException>(
            () => journal.WriteAsync(transaction => transaction.Connection!.ExecuteAsync("INSERT INTO nowhere VALUES (1)", null, transaction)));
        Assert.Equal(LambdaErrors.Unavailable, refused.Error);
        Assert.Equal(1, await journal.WriteAsync(transaction => EventTable.AddAsync(transaction, New("f"))));
    }

    [Fact]
    public async Task Without_a_database_who_waits_is_told_so()
    {
        var options = Options.Create(new StateOptions { ConnectionString = "Data Source=/nowhere/at/all/state.db" });
        var broken = new EventJournal(new StateDatabase(state.Data, options, [EventTable.Migrations], NullLogger<StateDatabase>.Instance), time, NullLogger<EventJournal>.Instance);
        await broken.StartAsync(Cancellation);
        var refused = await Assert.ThrowsAsync<LambdaException>(
            () => broken.WriteAsync(transaction => EventTable.AddAsync(transaction, New("f"))).WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
        Assert.Equal(LambdaErrors.Unavailable, refused.Error);
        await broken.StopAsync(Cancellation);
    }

    [Fact]
    public async Task All_dead_events_of_a_function_are_forgotten_and_nothing_else()
    {
        var (waiting, dead, other) = (New("f"), New("f"), New("g"));
        foreach (var queued in new[] { waiting, dead, other })
        {
            await journal.WriteAsync(transaction => EventTable.AddAsync(transaction, queued));
        }

        foreach (var queued in new[] { dead, other })
        {
            await journal.WriteAsync(transaction => EventTable.BuryAsync(transaction, queued, "RetriesExhausted", time.GetUtcNow()));
        }

        Assert.Equal(1, await journal.WriteAsync(transaction => EventTable.PurgeAllAsync(transaction, "f")));
        Assert.Equal(waiting.Request.RequestId, Assert.Single(await table.ReadWaitingAsync(Cancellation)).Id);
        Assert.Single(await table.ReadDeadAsync("g", 10, Cancellation));
    }

    [Fact]
    public async Task After_the_end_nothing_is_taken()
    {
        await journal.StopAsync(Cancellation);
        await Assert.ThrowsAsync<LambdaException>(() => journal.WriteAsync(transaction => EventTable.AddAsync(transaction, New("f"))));
        await journal.WriteSurelyAsync(transaction => EventTable.AddAsync(transaction, New("f")));
        Assert.Empty(await table.ReadWaitingAsync(Cancellation));
    }

    private static InvocationResult Failed(QueuedEvent queued) =>
        new() { RequestId = queued.Request.RequestId, Payload = "{}"u8.ToArray(), FunctionError = "Unhandled", ExecutedVersion = "$LATEST" };

    private Task<int> SweepAsync(TimeSpan window) =>
        journal.WriteAsync(transaction => EventTable.SweepAsync(transaction, time.GetUtcNow() - window, time.GetUtcNow() - window));

    private QueuedEvent New(string function, string? id = null) => new()
    {
        Request = new InvocationRequest
        {
            RequestId = id ?? InvocationRequest.NewRequestId(),
            Function = new FunctionReference(function, "live"),
            Payload = "{\"a\":1}"u8.ToArray(),
            TraceId = "Root=1",
        },
        AcceptedAt = time.GetUtcNow(),
    };
}

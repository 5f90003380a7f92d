using System.Data.Common;
using Dapper;
using Triggers.Contracts;
using Triggers.Contracts.State;

namespace Triggers.Invoker.Delivery;

/// <summary>The table of Event invocations: what is written at each step of an event's life, and what is read of it.</summary>
internal sealed class EventTable(StateDatabase database)
{
    /// <summary>The table's scripts.</summary>
    public static readonly StateMigrations Migrations = new("events", typeof(EventTable).Assembly, "Triggers.Invoker.Delivery.Migrations.");

    private const string Columns = "id AS Id, function AS Function, qualifier AS Qualifier, trace_id AS TraceId, accepted_at AS AcceptedAt, " +
        "due_at AS DueAt, attempts AS Attempts, refusals AS Refusals, condition AS Condition";

    private const string Content = "payload AS Payload, result_version AS ResultVersion, result_error AS ResultError, result_payload AS ResultPayload";

    /// <summary>A new event.</summary>
    /// <returns>0 rows when an event of this id is known already.</returns>
    public static Task<int> AddAsync(DbTransaction transaction, QueuedEvent queued) => ExecuteAsync(
        transaction,
        "INSERT INTO events (id, function, qualifier, trace_id, state, accepted_at, due_at, attempts, refusals, payload) " +
        "VALUES (@Id, @Function, @Qualifier, @TraceId, 0, @AcceptedAt, @AcceptedAt, 0, 0, @Payload) ON CONFLICT (id) DO NOTHING",
        new
        {
            Id = queued.Request.RequestId,
            Function = queued.Request.Function.Name,
            queued.Request.Function.Qualifier,
            queued.Request.TraceId,
            AcceptedAt = queued.AcceptedAt.ToUnixTimeMilliseconds(),
            Payload = queued.Request.Payload.ToArray(),
        });

    /// <summary>It is tried again.</summary>
    public static Task<int> RetryAsync(DbTransaction transaction, QueuedEvent queued, DateTimeOffset due) => ExecuteAsync(
        transaction,
        "UPDATE events SET due_at = @DueAt, attempts = @Attempts, refusals = @Refusals, result_version = @ResultVersion, " +
        "result_error = @ResultError, result_payload = @ResultPayload WHERE id = @Id",
        Outcome(queued, null, due));

    /// <summary>It is over. One whose id may come again is kept without its content.</summary>
    public static Task<int> EndAsync(DbTransaction transaction, QueuedEvent queued, DateTimeOffset now) => ExecuteAsync(
        transaction,
        InvocationRequest.MayBeRepeated(queued.Request.RequestId)
            ? "UPDATE events SET state = 1, due_at = @DueAt, payload = NULL, result_payload = NULL WHERE id = @Id"
            : "DELETE FROM events WHERE id = @Id",
        new { Id = queued.Request.RequestId, DueAt = now.ToUnixTimeMilliseconds() });

    /// <summary>It failed for good, and is kept for whoever looks after it.</summary>
    public static Task<int> BuryAsync(DbTransaction transaction, QueuedEvent queued, string condition, DateTimeOffset now) => ExecuteAsync(
        transaction,
        "UPDATE events SET state = 2, due_at = @DueAt, attempts = @Attempts, refusals = @Refusals, condition = @Condition, " +
        "result_version = @ResultVersion, result_error = @ResultError, result_payload = @ResultPayload WHERE id = @Id",
        Outcome(queued, condition, now));

    /// <summary>A dead event is new again, perhaps with another payload.</summary>
    public static Task<int> RedriveAsync(DbTransaction transaction, string id, ReadOnlyMemory<byte>? payload, DateTimeOffset now) => ExecuteAsync(
        transaction,
        "UPDATE events SET state = 0, accepted_at = @Now, due_at = @Now, attempts = 0, refusals = 0, condition = NULL, result_version = NULL, " +
        "result_error = NULL, result_payload = NULL, payload = COALESCE(@Payload, payload) WHERE id = @Id AND state = 2",
        new { Id = id, Now = now.ToUnixTimeMilliseconds(), Payload = payload?.ToArray() });

    /// <summary>A dead event is forgotten.</summary>
    public static Task<int> PurgeAsync(DbTransaction transaction, string id) =>
        ExecuteAsync(transaction, "DELETE FROM events WHERE id = @Id AND state = 2", new { Id = id });

    /// <summary>All dead events of a function are forgotten.</summary>
    public static Task<int> PurgeAllAsync(DbTransaction transaction, string function) =>
        ExecuteAsync(transaction, "DELETE FROM events WHERE function = @Function AND state = 2", new { Function = function });

    /// <summary>Forgets what ended before these moments.</summary>
    public static Task<int> SweepAsync(DbTransaction transaction, DateTimeOffset ended, DateTimeOffset dead) => ExecuteAsync(
        transaction,
        "DELETE FROM events WHERE (state = 1 AND due_at < @Ended) OR (state = 2 AND due_at < @Dead)",
        new { Ended = ended.ToUnixTimeMilliseconds(), Dead = dead.ToUnixTimeMilliseconds() });

    /// <summary>Every event that waits, or ran when the process before this one ended, without its content; the oldest first.</summary>
    public async Task<IReadOnlyList<EventRow>> ReadWaitingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<EventRow>(new CommandDefinition(
            $"SELECT {Columns} FROM events WHERE state = 0 ORDER BY due_at", cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>The dead events of a function without their content, those that died last first.</summary>
    public async Task<IReadOnlyList<EventRow>> ReadDeadAsync(string function, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<EventRow>(new CommandDefinition(
            $"SELECT {Columns} FROM events WHERE state = 2 AND function = @function ORDER BY due_at DESC LIMIT @most",
            new { function, most },
            cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>What each function has of events that are not over, of these delayed ones, and of dead ones.</summary>
    public async Task<IReadOnlyList<EventCounts>> CountAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<EventCounts>(new CommandDefinition(
            "SELECT function AS Function, SUM(CASE WHEN state = 0 THEN 1 ELSE 0 END) AS Unfinished, " +
            "SUM(CASE WHEN state = 0 AND due_at > @now THEN 1 ELSE 0 END) AS Delayed, SUM(CASE WHEN state = 2 THEN 1 ELSE 0 END) AS Dead, " +
            "MIN(CASE WHEN state = 0 THEN accepted_at END) AS Oldest FROM events WHERE state <> 1 GROUP BY function ORDER BY function",
            new { now = now.ToUnixTimeMilliseconds() },
            cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>An event that waits or is dead, with its content; null when there is none.</summary>
    public async Task<EventRow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<EventRow>(new CommandDefinition(
            $"SELECT {Columns}, {Content} FROM events WHERE id = @id AND state <> 1", new { id }, cancellationToken: cancellationToken));
    }

    private static object Outcome(QueuedEvent queued, string? condition, DateTimeOffset at) => new
    {
        Id = queued.Request.RequestId,
        DueAt = at.ToUnixTimeMilliseconds(),
        queued.Attempts,
        queued.Refusals,
        Condition = condition,
        ResultVersion = queued.LastResult?.ExecutedVersion,
        ResultError = queued.LastResult?.FunctionError,
        ResultPayload = queued.LastResult?.Payload.ToArray(),
    };

    private static Task<int> ExecuteAsync(DbTransaction transaction, string sql, object parameters) =>
        transaction.Connection!.ExecuteAsync(sql, parameters, transaction);
}

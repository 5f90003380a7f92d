using System.Data;
using System.Data.Common;
using Dapper;
using Triggers.Contracts.State;

namespace Triggers.Git.References;

/// <summary>The git trigger's tables: references, deliveries, and triggers that were put.</summary>
internal sealed class ReferenceTable(StateDatabase database)
{
    /// <summary>The tables' scripts.</summary>
    public static readonly StateMigrations Migrations = new("git", typeof(ReferenceTable).Assembly, "Triggers.Git.References.Migrations.");

    private const string SaveReference =
        "INSERT INTO git_references (repository, name, object_id, object_id_before, caught_from, caught_to, version) " +
        "VALUES (@Repository, @Name, @ObjectId, @Before, @CaughtFrom, @CaughtTo, @Version) ON CONFLICT (repository, name) DO UPDATE SET " +
        "object_id = excluded.object_id, object_id_before = excluded.object_id_before, caught_from = excluded.caught_from, " +
        "caught_to = excluded.caught_to, version = excluded.version";

    /// <summary>Reads the references of every repository, and whether all of them were read once.</summary>
    public async Task<IReadOnlyList<(string Repository, IReadOnlyList<KnownReference> References, bool IsRead)>> LoadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = (await connection.QueryAsync<Row>(Command(
            "SELECT repository AS Repository, name AS Name, object_id AS ObjectId, object_id_before AS Before, caught_from AS CaughtFrom, " +
            "caught_to AS CaughtTo, version AS Version FROM git_references", cancellationToken))).ToLookup(row => row.Repository, StringComparer.OrdinalIgnoreCase);
        var read = (await connection.QueryAsync<string>(Command("SELECT name FROM git_repositories", cancellationToken))).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. rows.Select(group => group.Key).Union(read, StringComparer.OrdinalIgnoreCase).Select(name => (
                name,
                (IReadOnlyList<KnownReference>)[.. rows[name].Select(row => new KnownReference(row.Name, row.ObjectId, row.Before, row.Version) { CaughtFrom = row.CaughtFrom, CaughtTo = row.CaughtTo })],
                read.Contains(name))),
        ];
    }

    /// <summary>Reads the deliveries since a moment, oldest first.</summary>
    public async Task<IReadOnlyList<(Guid Id, DateTimeOffset At)>> LoadDeliveriesAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<DeliveryRow>(Command(
            "SELECT id AS Id, received_at AS ReceivedAt FROM git_deliveries WHERE received_at >= @Since ORDER BY received_at", cancellationToken, new { Since = since.ToUnixTimeSeconds() }));
        return [.. rows.Select(row => (Guid.Parse(row.Id), DateTimeOffset.FromUnixTimeSeconds(row.ReceivedAt)))];
    }

    /// <summary>Writes all of it in one transaction, and forgets deliveries older than <paramref name="oldest"/>.</summary>
    public async Task SaveAsync(IReadOnlyList<ReferenceWrite> writes, DateTimeOffset? oldest)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        await ExecuteAsync(transaction, SaveReference, Last(writes));
        SaveDeliveries(transaction, writes);
        if (writes.Any(write => write.IsReading))
        {
            await ExecuteAsync(transaction, "INSERT INTO git_repositories (name) VALUES (@Repository) ON CONFLICT (name) DO NOTHING",
                writes.Where(write => write.IsReading).Select(write => new { write.Repository }));
        }

        if (oldest is { } moment)
        {
            await ExecuteAsync(transaction, "DELETE FROM git_deliveries WHERE received_at < @Oldest", new { Oldest = moment.ToUnixTimeSeconds() });
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Reads the triggers that were put: repository, the configuration they replaced, and their JSON.</summary>
    public async Task<IReadOnlyList<(string Repository, string Replaced, string Triggers)>> LoadTriggersAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<TriggerRow>(Command("SELECT repository AS Repository, replaced AS Replaced, triggers AS Triggers FROM git_triggers", cancellationToken));
        return [.. rows.Select(row => (row.Repository, row.Replaced, row.Triggers))];
    }

    /// <summary>Writes a repository's triggers that were put.</summary>
    public async Task SaveTriggersAsync(string repository, string replaced, string triggers)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            "INSERT INTO git_triggers (repository, replaced, triggers) VALUES (@repository, @replaced, @triggers) " +
            "ON CONFLICT (repository) DO UPDATE SET replaced = excluded.replaced, triggers = excluded.triggers",
            new { repository, replaced, triggers });
    }

    // The one row that each delivery costs: one prepared command for all of them.
    private static void SaveDeliveries(DbTransaction transaction, IReadOnlyList<ReferenceWrite> writes)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO git_deliveries (id, received_at) VALUES (@Id, @At) ON CONFLICT (id) DO NOTHING";
        var (id, at) = (command.CreateParameter(), command.CreateParameter());
        (id.ParameterName, id.DbType, at.ParameterName, at.DbType) = ("@Id", DbType.String, "@At", DbType.Int64);
        command.Parameters.Add(id);
        command.Parameters.Add(at);
        foreach (var write in writes.Where(write => write.Delivery is not null))
        {
            (id.Value, at.Value) = (write.Delivery.ToString(), write.At.ToUnixTimeSeconds());
            command.ExecuteNonQuery();
        }
    }

    // Of a reference that changes several times in one batch, only how it is in the end.
    private static IEnumerable<object> Last(IReadOnlyList<ReferenceWrite> writes) => writes
        .SelectMany(write => write.References.Select(reference => (write.Repository, Reference: reference)))
        .Reverse()
        .DistinctBy(pair => (pair.Repository, pair.Reference.Name))
        .Select(pair => new
        {
            pair.Repository,
            pair.Reference.Name,
            pair.Reference.ObjectId,
            pair.Reference.Before,
            pair.Reference.CaughtFrom,
            pair.Reference.CaughtTo,
            pair.Reference.Version,
        });

    private static CommandDefinition Command(string sql, CancellationToken cancellationToken, object? parameters = null) =>
        new(sql, parameters, cancellationToken: cancellationToken);

    private static Task<int> ExecuteAsync(DbTransaction transaction, string sql, object parameters) => transaction.Connection!.ExecuteAsync(sql, parameters, transaction);

    private sealed record Row(string Repository, string Name, string ObjectId, string Before, string? CaughtFrom, string? CaughtTo, long Version);

    private sealed record DeliveryRow(string Id, long ReceivedAt);

    private sealed record TriggerRow(string Repository, string Replaced, string Triggers);
}

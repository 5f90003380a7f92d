using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using Triggers.Contracts.State;

namespace Triggers.Invoker.Functions;

/// <summary>The table of functions: one row each, the record as one document.</summary>
internal sealed class FunctionTable(StateDatabase database)
{
    /// <summary>The table's scripts.</summary>
    public static readonly StateMigrations Migrations = new("functions", typeof(FunctionTable).Assembly, "Triggers.Invoker.Functions.Migrations.");

    private const string Upsert =
        "INSERT INTO functions (name, document) VALUES (@Name, @Document) ON CONFLICT (name) DO UPDATE SET document = excluded.document";

    private const string Remove = "DELETE FROM functions WHERE name = @Name";

    /// <summary>Reads every function.</summary>
    public async Task<ImmutableSortedDictionary<string, FunctionRecord>> LoadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var functions = ImmutableSortedDictionary.CreateBuilder<string, FunctionRecord>(StringComparer.Ordinal);
        var select = new CommandDefinition("SELECT document FROM functions", cancellationToken: cancellationToken);
        foreach (var document in await connection.QueryAsync<string>(select))
        {
            var function = JsonSerializer.Deserialize(document, FunctionJson.Record)
                ?? throw new InvalidDataException("A row of the table functions holds null.");
            functions.Add(function.Name, function);
        }

        return functions.ToImmutable();
    }

    /// <summary>
    /// Writes the rows that differ, and what <paramref name="alongside"/> writes, in one transaction: when it returns, all of it
    /// is on the disk; when it throws, nothing is.
    /// </summary>
    public async Task SaveAsync(
        ImmutableSortedDictionary<string, FunctionRecord> before,
        ImmutableSortedDictionary<string, FunctionRecord> after,
        Func<DbTransaction, CancellationToken, Task>? alongside,
        CancellationToken cancellationToken)
    {
        // Records are immutable: one that was not replaced did not change.
        var changed = after
            .Where(pair => !before.TryGetValue(pair.Key, out var old) || !ReferenceEquals(old, pair.Value))
            .Select(pair => new { Name = pair.Key, Document = JsonSerializer.Serialize(pair.Value, FunctionJson.Record) })
            .ToList();
        var removed = before.Keys.Where(name => !after.ContainsKey(name)).Select(name => new { Name = name }).ToList();
        if (changed.Count == 0 && removed.Count == 0 && alongside is null)
        {
            return;
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Remove, removed, transaction, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(Upsert, changed, transaction, cancellationToken: cancellationToken));
        if (alongside is not null)
        {
            await alongside(transaction, cancellationToken);
        }

        // From here on it is accepted: a caller that no longer waits does not undo it.
        await transaction.CommitAsync(CancellationToken.None);
    }
}

using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using Triggers.Contracts.State;

namespace Triggers.Invoker.Stacks;

/// <summary>The tables of stacks and their event sources; written in the transaction that writes the functions.</summary>
internal sealed class StackTable(StateDatabase database)
{
    /// <summary>The tables' scripts.</summary>
    public static readonly StateMigrations Migrations = new("stacks", typeof(StackTable).Assembly, "Triggers.Invoker.Stacks.Migrations.");

    /// <summary>Reads every stack, in order.</summary>
    public async Task<ImmutableArray<DeployedStack>> LoadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var sources = (await connection.QueryAsync<SourceRow>(new CommandDefinition(
                "SELECT stack AS Stack, document AS Document FROM event_sources ORDER BY stack, position", cancellationToken: cancellationToken)))
            .ToLookup(row => row.Stack, row => Read(row.Document, StackJson.EventSource), StringComparer.Ordinal);
        var stacks = await connection.QueryAsync<StackRow>(new CommandDefinition(
            "SELECT position AS Position, deployed_at AS DeployedAt, document AS Document FROM stacks ORDER BY position",
            cancellationToken: cancellationToken));
        return
        [
            .. stacks.Select(row =>
            {
                var document = Read(row.Document, StackJson.Document);
                var deployedAt = DateTimeOffset.Parse(row.DeployedAt, CultureInfo.InvariantCulture);
                return new DeployedStack(row.Position, deployedAt, document with { EventSources = [.. sources[document.Name]] });
            }),
        ];
    }

    /// <summary>Writes a stack in place of what it was.</summary>
    public static async Task SaveAsync(DeployedStack stack, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var name = stack.Document.Name;
        await RemoveAsync(name, transaction, cancellationToken);
        await ExecuteAsync(
            "INSERT INTO stacks (name, position, deployed_at, document) VALUES (@Name, @Position, @DeployedAt, @Document)",
            new
            {
                Name = name,
                stack.Position,
                DeployedAt = stack.DeployedAt.ToString("O", CultureInfo.InvariantCulture),
                Document = JsonSerializer.Serialize(stack.Document with { EventSources = [] }, StackJson.Document),
            },
            transaction,
            cancellationToken);
        await ExecuteAsync(
            "INSERT INTO event_sources (id, stack, position, document) VALUES (@Id, @Stack, @Position, @Document)",
            stack.Document.EventSources.Select((source, position) => new
            {
                source.Id, Stack = name, Position = (long)position, Document = JsonSerializer.Serialize(source, StackJson.EventSource),
            }),
            transaction,
            cancellationToken);
    }

    /// <summary>Removes a stack and its event sources.</summary>
    public static async Task RemoveAsync(string name, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await ExecuteAsync("DELETE FROM event_sources WHERE stack = @Name", new { Name = name }, transaction, cancellationToken);
        await ExecuteAsync("DELETE FROM stacks WHERE name = @Name", new { Name = name }, transaction, cancellationToken);
    }

    private static Task<int> ExecuteAsync(string sql, object parameters, DbTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken));

    private static T Read<T>(string document, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(document, type) ?? throw new InvalidDataException("A row of the tables of stacks holds null.");

    private sealed record SourceRow(string Stack, string Document);

    private sealed record StackRow(long Position, string DeployedAt, string Document);
}

using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Git.References;

namespace Triggers.Git.Repositories;

/// <summary>Keeps the triggers that were put by the API.</summary>
internal sealed class TriggerStore(ReferenceTable table, GitRepositories repositories, IOptions<AwsIdentity> identity) : IHostedService
{
    /// <summary>Puts triggers in the place of a repository's own; when it returns they are in force and on the disk.</summary>
    public async Task PutAsync(string repository, ImmutableArray<RepositoryTrigger> triggers)
    {
        var replaced = TriggerList.ConfigurationId(repositories.FindDeployed(repository)?.Triggers ?? []);
        await table.SaveTriggersAsync(repository, replaced, Print(triggers));
        repositories.Put([new PutTriggers(repository, triggers, replaced)]);
    }

    /// <summary>Reads what was put before this process.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var rows = await table.LoadTriggersAsync(cancellationToken);
        repositories.Put(rows.Select(row => new PutTriggers(row.Repository, Parse(row.Triggers), row.Replaced)));
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string Print(ImmutableArray<RepositoryTrigger> triggers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            TriggerList.Write(json, triggers);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private ImmutableArray<RepositoryTrigger> Parse(string triggers)
    {
        using var document = JsonDocument.Parse(triggers);
        return TriggerList.Read(document.RootElement, identity.Value);
    }
}

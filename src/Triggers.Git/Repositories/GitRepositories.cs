using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Triggers.Contracts;

namespace Triggers.Git.Repositories;

/// <summary>
/// The repositories in force: an immutable table, made anew and swapped when a deployment changes the catalog or somebody puts triggers.
/// </summary>
internal sealed class GitRepositories
{
    private readonly Lock gate = new();
    private readonly AwsIdentity identity;
    private readonly ImmutableArray<string> setUp;
    private readonly ILogger<GitRepositories> logger;
    private volatile FrozenDictionary<string, GitRepository> deployed = FrozenDictionary<string, GitRepository>.Empty;
    private volatile ImmutableDictionary<string, PutTriggers> put = ImmutableDictionary.Create<string, PutTriggers>(StringComparer.OrdinalIgnoreCase);
    private volatile FrozenDictionary<string, GitRepository> current = FrozenDictionary<string, GitRepository>.Empty;

    public GitRepositories(EventSourceCatalog catalog, IOptions<GitTriggerOptions> options, IOptions<AwsIdentity> identity, ILogger<GitRepositories> logger)
    {
        (this.identity, this.logger) = (identity.Value, logger);
        setUp = [.. options.Value.Repositories.Keys];
        catalog.Watch(Deploy);
    }

    /// <summary>A repository, or null when none of that name is deployed or set up.</summary>
    public GitRepository? Find(string name) => current.GetValueOrDefault(name);

    /// <summary>A repository as its template says, whatever was put since.</summary>
    public GitRepository? FindDeployed(string name) => deployed.GetValueOrDefault(name);

    /// <summary>Puts triggers in the place of a repository's own.</summary>
    public void Put(IEnumerable<PutTriggers> triggers)
    {
        lock (gate)
        {
            put = put.SetItems(triggers.Select(one => KeyValuePair.Create(one.Repository, one)));
            Merge();
        }
    }

    private void Deploy(ImmutableArray<EventSource> sources)
    {
        lock (gate)
        {
            deployed = sources.Where(source => source.Kind == EventSourceKinds.CodeCommitRepository).Select(Read).OfType<GitRepository>()
                .DistinctBy(repository => repository.Name, StringComparer.OrdinalIgnoreCase)
                .ToFrozenDictionary(repository => repository.Name, StringComparer.OrdinalIgnoreCase);
            Merge();
        }
    }

    // What was put stands until a deployment changes the triggers it was put in the place of.
    private void Merge() => current = deployed.Values.Concat(setUp.Where(name => !deployed.ContainsKey(name)).Select(name => new GitRepository(name, [])))
        .Select(repository => put.TryGetValue(repository.Name, out var triggers) && triggers.Replaced == TriggerList.ConfigurationId(repository.Triggers)
            ? repository with { Triggers = triggers.Triggers }
            : repository)
        .ToFrozenDictionary(repository => repository.Name, StringComparer.OrdinalIgnoreCase);

    private GitRepository? Read(EventSource source)
    {
        try
        {
            var name = source.Properties.GetProperty("RepositoryName").GetString() ?? "";
            var triggers = source.Properties.TryGetProperty("Triggers", out var list) ? TriggerList.Read(list, identity) : [];
            return RepositoryNames.IsName(name) ? new GitRepository(name, triggers) : throw new JsonException($"'{name}' is no repository's name.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or LambdaException)
        {
            logger.RepositoryLeftOut(source.Id, e.Message);
            return null;
        }
    }
}

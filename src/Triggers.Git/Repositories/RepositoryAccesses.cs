using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Triggers.Git.Repositories;

/// <summary>The repositories that are set up, and what proves a delivery of each.</summary>
internal sealed class RepositoryAccesses(IOptions<GitTriggerOptions> options)
{
    private readonly FrozenDictionary<string, RepositoryAccess> byName = options.Value.Repositories
        .ToFrozenDictionary(pair => pair.Key, pair => new RepositoryAccess(pair.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>A repository's, or null.</summary>
    public RepositoryAccess? Find(string name) => byName.GetValueOrDefault(name);
}

using System.Collections.Immutable;

namespace Triggers.Git.Repositories;

/// <summary>Triggers that were put by the API in the place of a repository's own.</summary>
/// <param name="Repository">The repository's name.</param>
/// <param name="Triggers">The triggers.</param>
/// <param name="Replaced">The configuration id of the template's triggers at that time.</param>
internal sealed record PutTriggers(string Repository, ImmutableArray<RepositoryTrigger> Triggers, string Replaced);

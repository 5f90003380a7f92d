using System.Collections.Immutable;

namespace Triggers.Git.Repositories;

/// <summary>A repository with its triggers, as deployed or put.</summary>
/// <param name="Name">CodeCommit's name of it.</param>
/// <param name="Triggers">Its triggers, in order.</param>
internal sealed record GitRepository(string Name, ImmutableArray<RepositoryTrigger> Triggers);

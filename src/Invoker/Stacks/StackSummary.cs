namespace Triggers.Invoker.Stacks;

/// <summary>A deployed stack in a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DeployedAt">When it was deployed last.</param>
/// <param name="Functions">How many functions it has.</param>
/// <param name="EventSources">How many event sources it has.</param>
public sealed record StackSummary(string Name, DateTimeOffset DeployedAt, int Functions, int EventSources);

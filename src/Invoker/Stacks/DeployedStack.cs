namespace Triggers.Invoker.Stacks;

/// <summary>A stack as it was deployed.</summary>
/// <param name="Position">Its place among the stacks, by first deployment.</param>
/// <param name="DeployedAt">When it was deployed last.</param>
/// <param name="Document">What was deployed.</param>
internal sealed record DeployedStack(long Position, DateTimeOffset DeployedAt, StackDocument Document);

namespace Triggers.Invoker.Environments;

/// <summary>What a pool gives: a ready environment, reserved for one invocation; or the reason why there is none.</summary>
/// <param name="Environment">The environment; when <paramref name="Failure"/> is set, the one that could not start.</param>
/// <param name="Failure">Why it could not start, or null.</param>
/// <param name="IsSecond">True when it was started within the invocation, after the init phase had taken too long.</param>
internal readonly record struct EnvironmentLease(ExecutionEnvironment Environment, StartFailure? Failure, bool IsSecond = false);

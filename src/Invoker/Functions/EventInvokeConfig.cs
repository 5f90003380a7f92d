namespace Triggers.Invoker.Functions;

/// <summary>How Event invocations of a function (or of one version or alias) are retried and where their records go.</summary>
/// <param name="LastModified">When it was set.</param>
/// <param name="MaximumRetryAttempts">0 to 2; null = 2.</param>
/// <param name="MaximumEventAgeInSeconds">60 to 21600; null = 21600.</param>
/// <param name="OnSuccess">Destination ARN, or null.</param>
/// <param name="OnFailure">Destination ARN, or null.</param>
public sealed record EventInvokeConfig(
    DateTimeOffset LastModified, int? MaximumRetryAttempts = null, int? MaximumEventAgeInSeconds = null, string? OnSuccess = null, string? OnFailure = null);

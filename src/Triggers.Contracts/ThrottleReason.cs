namespace Triggers.Contracts;

/// <summary>Why an invocation was throttled: the <c>Reason</c> values of <c>TooManyRequestsException</c>.</summary>
public static class ThrottleReason
{
    /// <summary>The account's concurrency, or this machine's capacity, is used up.</summary>
    public const string Account = "ConcurrentInvocationLimitExceeded";

    /// <summary>The function's reserved concurrency is used up (or is 0).</summary>
    public const string Reserved = "ReservedFunctionConcurrentInvocationLimitExceeded";

    /// <summary>A rate limit on the caller.</summary>
    public const string Caller = "CallerRateLimitExceeded";
}

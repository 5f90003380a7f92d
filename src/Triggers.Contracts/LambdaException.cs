namespace Triggers.Contracts;

/// <summary>A refusal of ours, in AWS's terms. A handler's failure is never one: that is an <see cref="InvocationResult"/>.</summary>
public sealed class LambdaException : Exception
{
    /// <summary>Makes a refusal.</summary>
    /// <param name="error">The row of <see cref="LambdaErrors"/>.</param>
    /// <param name="message">AWS's text for this case.</param>
    public LambdaException(LambdaError error, string message) : base(message) => Error = error;

    /// <summary>Makes a refusal that came of another failure.</summary>
    public LambdaException(LambdaError error, string message, Exception inner) : base(message, inner) => Error = error;

    /// <summary>Name and status.</summary>
    public LambdaError Error { get; }

    /// <summary>The <c>Reason</c> member of a throttle (<see cref="ThrottleReason"/>), or null.</summary>
    public string? Reason { get; init; }

    /// <summary>When to try again, for <c>Retry-After</c>; null = not said.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A refusal for lack of concurrency: 429, <c>Rate Exceeded.</c>, try again after a second.</summary>
    public static LambdaException Throttled(string reason) =>
        new(LambdaErrors.TooManyRequests, "Rate Exceeded.") { Reason = reason, RetryAfter = TimeSpan.FromSeconds(1) };
}

using Triggers.Contracts;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Delivery;

/// <summary>
/// The rules of asynchronous invocation, as pure functions over an attempt:
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
/// </summary>
internal static class DeliveryRules
{
    private const int DefaultRetries = 2;

    /// <summary>Looks at an event that is about to be run.</summary>
    /// <returns>The decision that ends it, or null when it should be run.</returns>
    public static DeliveryDecision? BeforeAttempt(QueuedEvent queued, FunctionRecord record, DateTimeOffset now, DeliveryOptions options)
    {
        if (record.ReservedConcurrency == 0)
        {
            return new DeliveryDecision(queued with { LastResult = null }, DeliveryConditions.ZeroReservedConcurrency, default);
        }

        return now - queued.AcceptedAt > MaximumAge(Config(record, queued.Request.Function), options)
            ? new DeliveryDecision(queued, DeliveryConditions.EventAgeExceeded, default)
            : null;
    }

    /// <summary>The handler has run.</summary>
    public static DeliveryDecision AfterResult(QueuedEvent queued, InvocationResult result, EventInvokeConfig? config, DateTimeOffset now, DeliveryOptions options)
    {
        var tried = queued with { Attempts = queued.Attempts + 1, Refusals = 0, LastResult = result };
        if (!result.IsFunctionError)
        {
            return new DeliveryDecision(tried, DeliveryConditions.Success, default);
        }

        if (tried.Attempts > (config?.MaximumRetryAttempts ?? DefaultRetries))
        {
            return new DeliveryDecision(tried, DeliveryConditions.RetriesExhausted, default);
        }

        // A retry that would come too late is not waited for.
        var delay = tried.Attempts == 1 ? options.FirstRetryDelay : options.SecondRetryDelay;
        return now + delay - queued.AcceptedAt > MaximumAge(config, options)
            ? new DeliveryDecision(tried, DeliveryConditions.EventAgeExceeded, default)
            : new DeliveryDecision(tried, null, delay);
    }

    /// <summary>The invocation was refused: throttled, or a failure of ours. It does not count as an attempt.</summary>
    /// <param name="queued">The event.</param>
    /// <param name="config">The function's settings, or null.</param>
    /// <param name="now">The time.</param>
    /// <param name="options">Delays.</param>
    /// <param name="jitter">0 to 1.</param>
    public static DeliveryDecision AfterRefusal(QueuedEvent queued, EventInvokeConfig? config, DateTimeOffset now, DeliveryOptions options, double jitter)
    {
        var tried = queued with { Refusals = queued.Refusals + 1 };
        var delay = Backoff(queued.Refusals, options, jitter);
        return now + delay - queued.AcceptedAt > MaximumAge(config, options)
            ? new DeliveryDecision(tried, DeliveryConditions.EventAgeExceeded, default)
            : new DeliveryDecision(tried, null, delay);
    }

    /// <summary>The wait after a refusal: doubles with each one before it, within limits, and is shortened by up to a half at random.</summary>
    public static TimeSpan Backoff(int refusalsBefore, DeliveryOptions options, double jitter)
    {
        var doubled = options.ShortestBackoff * Math.Pow(2, Math.Min(refusalsBefore, 30));
        return (doubled < options.LongestBackoff ? doubled : options.LongestBackoff) * (0.5 + (jitter / 2));
    }

    /// <summary>The settings for the qualifier an event was sent to, or null.</summary>
    public static EventInvokeConfig? Config(FunctionRecord record, FunctionReference function) =>
        record.EventInvokeConfigs.GetValueOrDefault(function.Qualifier ?? FunctionReference.Latest);

    private static TimeSpan MaximumAge(EventInvokeConfig? config, DeliveryOptions options) =>
        config?.MaximumEventAgeInSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : options.MaximumEventAge;
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using Triggers.Contracts;
using Triggers.Contracts.Hosting;

namespace Triggers.Invoker.Invocations;

/// <summary>
/// Counters and durations of invocations under CloudWatch's names:
/// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
/// </summary>
internal sealed class InvocationMetrics : IDisposable
{
    private static readonly ActivitySource Activities = new(Telemetry.Invoker);
    private readonly Meter meter;
    private readonly Counter<long> invocations;
    private readonly Counter<long> errors;
    private readonly Counter<long> throttles;
    private readonly Histogram<double> duration;

    public InvocationMetrics(IMeterFactory factory, ConcurrencyLimiter limiter)
    {
        meter = factory.Create(Telemetry.Invoker);
        invocations = meter.CreateCounter<long>("Invocations", description: "Times a function's code was run.");
        errors = meter.CreateCounter<long>("Errors", description: "Invocations that ended in a function error.");
        throttles = meter.CreateCounter<long>("Throttles", description: "Invocations refused for lack of concurrency.");
        duration = meter.CreateHistogram<double>("Duration", "ms", "Time an invocation took, cold start included.");
        meter.CreateObservableGauge("ConcurrentExecutions", () => limiter.InProgress, description: "Invocations in progress.");
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    /// <summary>Starts the measure, and the span, of one invocation.</summary>
    public Measure Start(string function, string requestId)
    {
        var activity = Activities.StartActivity(function);
        activity?.SetTag("faas.invocation_id", requestId);
        return new Measure(this, function, Stopwatch.GetTimestamp(), activity);
    }

    /// <summary>The measure of one invocation.</summary>
    internal readonly struct Measure(InvocationMetrics metrics, string function, long started, Activity? activity)
    {
        public void Done(InvocationResult result)
        {
            var tag = new KeyValuePair<string, object?>("FunctionName", function);
            metrics.invocations.Add(1, tag);
            metrics.duration.Record(Stopwatch.GetElapsedTime(started).TotalMilliseconds, tag);
            if (result.IsFunctionError)
            {
                metrics.errors.Add(1, tag);
                activity?.SetStatus(ActivityStatusCode.Error, result.FunctionError);
            }

            activity?.Dispose();
        }

        public void Refused(LambdaException exception)
        {
            if (exception.Error == LambdaErrors.TooManyRequests)
            {
                metrics.throttles.Add(1, new KeyValuePair<string, object?>("FunctionName", function));
            }

            activity?.SetStatus(ActivityStatusCode.Error, exception.Error.Name);
            activity?.Dispose();
        }
    }
}

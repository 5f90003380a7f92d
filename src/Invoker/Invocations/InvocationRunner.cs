using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Invoker.Environments;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Invocations;

/// <summary>
/// Runs one invocation, as nested leases: concurrency, then an execution environment, then the handler.
/// </summary>
internal sealed class InvocationRunner(
    FunctionStore store, ConcurrencyLimiter concurrency, EnvironmentPools pools, InvocationMetrics metrics, IOptions<AwsIdentity> identity, TimeProvider time)
{
    /// <summary>Runs it on the code and configuration the function has now.</summary>
    /// <exception cref="LambdaException">Refused: no such function, throttled, in a recursive loop, or its runtime is not installed here.</exception>
    public async Task<InvocationResult> RunAsync(InvocationRequest request)
    {
        var (record, configuration) = store.Current.Resolve(request.Function, identity.Value);
        var measure = metrics.Start(record.Name, request.RequestId);
        try
        {
            var traceId = Lineage.Step(request.TraceId ?? TraceId.New(time.GetUtcNow()), record);
            using var share = concurrency.Acquire(record);
            var result = await RunAsync(request, configuration, traceId);
            measure.Done(result);
            return result;
        }
        catch (LambdaException exception)
        {
            measure.Refused(exception);
            throw;
        }
    }

    private async Task<InvocationResult> RunAsync(InvocationRequest request, FunctionConfiguration configuration, string traceId)
    {
        var pool = pools.Get(configuration);
        var functionArn = request.Function.ToArn(identity.Value);
        var lease = await pool.LeaseAsync();
        while (true)
        {
            if (lease.Failure is { IsTimeout: true } && !lease.IsSecond)
            {
                lease = await pool.LeaseAgainAsync();
                continue;
            }

            if (lease.Failure is { } failure)
            {
                return Fail(request, configuration, lease.Environment, failure);
            }

            if (await lease.Environment.TryRunAsync(request, functionArn, traceId) is { } result)
            {
                return result;
            }

            // Its process ended while it was idle: the handler never saw the event, so another environment gets it.
            lease = await pool.LeaseAsync();
        }
    }

    private static InvocationResult Fail(InvocationRequest request, FunctionConfiguration configuration, ExecutionEnvironment environment, StartFailure failure)
    {
        if (failure.Refusal is { } refusal)
        {
            throw new LambdaException(refusal.Error, refusal.Message, refusal);
        }

        return new InvocationResult
        {
            RequestId = request.RequestId,
            Payload = failure.ToPayload(request.RequestId),
            FunctionError = FunctionErrors.Unhandled,
            ExecutedVersion = configuration.Version,
            LogTail = environment.ReportFailedStart(request),
        };
    }
}

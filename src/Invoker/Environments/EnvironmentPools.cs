using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Environments;

/// <summary>The pools of all functions, and the one loop that looks at what is due in them.</summary>
internal sealed class EnvironmentPools : BackgroundService
{
    private readonly ConcurrentDictionary<FunctionConfiguration, EnvironmentPool> pools = new(ByRevision.Comparer);
    private readonly ConcurrentDictionary<EnvironmentPool, bool> retired = new();
    private readonly InvokerOptions options;
    private readonly FunctionStore store;
    private readonly TimeProvider time;
    private readonly Func<FunctionConfiguration, EnvironmentPool> create;

    public EnvironmentPools(EnvironmentFactory factory, FunctionStore store, IOptions<InvokerOptions> options, TimeProvider time)
    {
        (Factory, this.store, this.options, this.time) = (factory, store, options.Value, time);
        Capacity = new EnvironmentCapacity(this.options.MaximumEnvironments);
        Clock = new DueClock(time);
        create = configuration => new EnvironmentPool(configuration, this, this.options, time);
        store.Changed += OnChanged;
    }

    /// <summary>Makes environments.</summary>
    public EnvironmentFactory Factory { get; }

    /// <summary>How many this machine may hold.</summary>
    public EnvironmentCapacity Capacity { get; }

    /// <summary>Wakes the loop.</summary>
    public DueClock Clock { get; }

    /// <summary>The pool of a configuration.</summary>
    public EnvironmentPool Get(FunctionConfiguration configuration) => pools.GetOrAdd(configuration, create);

    /// <summary>Ends the environment, of any other function, that is idle longest.</summary>
    public void MakeRoom(EnvironmentPool asking)
    {
        if (Capacity.Idle == 0)
        {
            return;
        }

        var oldest = pools.Values.Where(pool => pool != asking).MinBy(pool => pool.OldestIdleSince);
        oldest?.TryEvictOldest();
    }

    /// <summary>An environment has ended: its place is free for whoever waits.</summary>
    public void OnStopped(EnvironmentPool pool)
    {
        Capacity.Release();
        if (!pool.IsInUse)
        {
            retired.TryRemove(pool, out _);
        }

        foreach (var waiting in pools.Values.Concat(retired.Keys))
        {
            waiting.Grow(isGraceOver: false);
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        store.Changed -= OnChanged;
        foreach (var pool in pools.Values.Concat(retired.Keys))
        {
            pool.StopAll();
        }

        while (Capacity.Held > 0 && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), time, CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Clock.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var next = long.MaxValue;
            foreach (var pool in pools.Values.Concat(retired.Keys))
            {
                next = Math.Min(next, pool.CheckDue(time.GetTimestamp()));
            }

            Clock.NoteDue(next);
        }
    }

    private void OnChanged(FunctionSnapshot before, FunctionSnapshot after)
    {
        foreach (var (configuration, pool) in pools)
        {
            if (!after.Holds(configuration) && pools.TryRemove(configuration, out _))
            {
                retired.TryAdd(pool, true);
                pool.Retire();
                if (!pool.IsInUse)
                {
                    retired.TryRemove(pool, out _);
                }
            }
        }
    }

    private sealed class ByRevision : IEqualityComparer<FunctionConfiguration>
    {
        public static readonly ByRevision Comparer = new();

        public bool Equals(FunctionConfiguration? one, FunctionConfiguration? other) =>
            ReferenceEquals(one, other) || (one!.RevisionId == other!.RevisionId && one.FunctionName == other.FunctionName && one.Version == other.Version);

        public int GetHashCode([DisallowNull] FunctionConfiguration configuration) =>
            HashCode.Combine(configuration.FunctionName, configuration.Version, configuration.RevisionId);
    }
}

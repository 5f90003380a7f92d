namespace Triggers.Invoker.Environments;

/// <summary>
/// Which environments a pool holds, and which of them are idle, starting, or about to be ready again. Not thread-safe: the
/// pool's lock guards it.
/// </summary>
internal sealed class EnvironmentRoster(EnvironmentCapacity capacity)
{
    private readonly HashSet<ExecutionEnvironment> all = [];
    private readonly List<ExecutionEnvironment> idle = [];

    /// <summary>Environments held, in any state.</summary>
    public int Count => all.Count;

    /// <summary>Environments that will be ready soon for the first time; those not made yet are counted too.</summary>
    public int Starting { get; set; }

    /// <summary>Environments that have answered and will be ready again in a moment.</summary>
    public int Answered { get; private set; }

    /// <summary>Timestamp since which the oldest idle one is idle; <see cref="long.MaxValue"/> = none is.</summary>
    public long OldestIdleSince => idle.Count > 0 ? idle[0].IdleSince : long.MaxValue;

    /// <summary>Adds one that starts; <see cref="Starting"/> counts it already.</summary>
    public void Add(ExecutionEnvironment environment)
    {
        environment.CountedAs = PoolCount.Starting;
        all.Add(environment);
    }

    /// <summary>Forgets one.</summary>
    public void Remove(ExecutionEnvironment environment)
    {
        MarkAs(environment, PoolCount.Plain);
        all.Remove(environment);
        if (idle.Remove(environment))
        {
            capacity.CountIdle(-1);
        }
    }

    /// <summary>Counts one as something else than before.</summary>
    public void MarkAs(ExecutionEnvironment environment, PoolCount count)
    {
        Starting += (count == PoolCount.Starting ? 1 : 0) - (environment.CountedAs == PoolCount.Starting ? 1 : 0);
        Answered += (count == PoolCount.Answered ? 1 : 0) - (environment.CountedAs == PoolCount.Answered ? 1 : 0);
        environment.CountedAs = count;
    }

    /// <summary>One is idle from now on.</summary>
    public void AddIdle(ExecutionEnvironment environment, long now)
    {
        environment.IdleSince = now;
        idle.Add(environment);
        capacity.CountIdle(1);
    }

    /// <summary>Takes the idle one that was used last.</summary>
    public ExecutionEnvironment? TakeNewestIdle() => TakeIdle(idle.Count - 1);

    /// <summary>Takes the idle one that was used first.</summary>
    public ExecutionEnvironment? TakeOldestIdle() => TakeIdle(idle.Count > 0 ? 0 : -1);

    /// <summary>All of them, as they are now.</summary>
    public ExecutionEnvironment[] Snapshot() => [.. all];

    private ExecutionEnvironment? TakeIdle(int index)
    {
        if (index < 0)
        {
            return null;
        }

        var taken = idle[index];
        idle.RemoveAt(index);
        capacity.CountIdle(-1);
        return taken;
    }
}

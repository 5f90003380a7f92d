using Triggers.Contracts;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Environments;

/// <summary>
/// The execution environments of one configuration of a function. An invocation gets the one that was used last, so that the
/// others age; if none is free it waits, first come first served, for whichever comes first: a new one that starts for it, or
/// one that becomes free.
/// </summary>
internal sealed class EnvironmentPool(FunctionConfiguration configuration, EnvironmentPools pools, InvokerOptions options, TimeProvider time)
{
    /// <summary>A runtime that has answered asks for the next invocation within a moment: so long none is started instead.</summary>
    private static readonly TimeSpan AnsweredGrace = TimeSpan.FromMilliseconds(10);

    private readonly Lock gate = new();
    private readonly EnvironmentRoster roster = new(pools.Capacity);
    private readonly Queue<EnvironmentWaiter> waiters = new();
    private bool isRetired;

    /// <summary>The configuration its environments run.</summary>
    public FunctionConfiguration Configuration => configuration;

    /// <summary>True when it holds an environment, or somebody waits for one.</summary>
    public bool IsInUse
    {
        get
        {
            lock (gate)
            {
                return roster.Count + roster.Starting + waiters.Count > 0;
            }
        }
    }

    /// <summary>Timestamp since which its oldest idle environment is idle; <see cref="long.MaxValue"/> = none is.</summary>
    public long OldestIdleSince
    {
        get
        {
            lock (gate)
            {
                return roster.OldestIdleSince;
            }
        }
    }

    /// <summary>Something of one of its environments is due.</summary>
    public void NoteDue(long timestamp) => pools.Clock.NoteDue(timestamp);

    /// <summary>Waits for an environment.</summary>
    /// <exception cref="LambdaException">429: this machine holds as many as it may, and none became free in time.</exception>
    public ValueTask<EnvironmentLease> LeaseAsync()
    {
        EnvironmentWaiter waiter;
        lock (gate)
        {
            while (roster.TakeNewestIdle() is { } newest)
            {
                if (newest.TryLease())
                {
                    return ValueTask.FromResult(new EnvironmentLease(newest, null));
                }
            }

            waiter = new EnvironmentWaiter(time.GetTimestamp());
            waiters.Enqueue(waiter);
        }

        Grow(isGraceOver: false);
        return new ValueTask<EnvironmentLease>(waiter.Task);
    }

    /// <summary>Starts one more for an invocation whose first was not ready within the init limit: again within its time-out, as on AWS.</summary>
    public async ValueTask<EnvironmentLease> LeaseAgainAsync()
    {
        var waiter = new EnvironmentWaiter(time.GetTimestamp());
        lock (gate)
        {
            roster.Starting++;
        }

        pools.Capacity.Reserve();
        StartOne(TimeSpan.FromSeconds(configuration.Timeout), "invoke", waiter);
        return await waiter.Task with { IsSecond = true };
    }

    /// <summary>Starts environments for those who wait and have none coming.</summary>
    /// <param name="isGraceOver">True to count no longer on runtimes that have answered and not asked for more.</param>
    public void Grow(bool isGraceOver)
    {
        while (true)
        {
            long oldest;
            bool hasPlace;
            lock (gate)
            {
                var missing = waiters.Count - roster.Starting;
                if (missing <= 0)
                {
                    return;
                }

                oldest = waiters.Peek().Since;
                if (!isGraceOver && missing <= roster.Answered)
                {
                    NoteDue(time.GetTimestamp() + time.ToTimestamp(AnsweredGrace));
                    return;
                }

                hasPlace = pools.Capacity.TryReserve();
                roster.Starting += hasPlace ? 1 : 0;
            }

            if (!hasPlace)
            {
                pools.MakeRoom(this);
                NoteDue(oldest + time.ToTimestamp(options.CapacityWait));
                return;
            }

            StartOne(options.InitTimeout, "init", null);
        }
    }

    /// <summary>An environment has started, or is ready again.</summary>
    public void OnReady(ExecutionEnvironment environment)
    {
        EnvironmentWaiter? waiter;
        lock (gate)
        {
            roster.MarkAs(environment, PoolCount.Plain);
            waiter = TakeWaiter(environment);
            if (waiter is null && !isRetired)
            {
                roster.AddIdle(environment, time.GetTimestamp());
            }
        }

        if (waiter is not null)
        {
            waiter.SetResult(new EnvironmentLease(environment, environment.TryLease() ? null : environment.Failure ?? StartFailure.Gone));
        }
        else if (isRetired)
        {
            environment.Stop();
        }
        else
        {
            NoteDue(environment.IdleSince + time.ToTimestamp(options.KeepWarm));
        }
    }

    /// <summary>An environment has answered its invocation.</summary>
    public void OnAnswered(ExecutionEnvironment environment)
    {
        lock (gate)
        {
            roster.MarkAs(environment, PoolCount.Answered);
        }
    }

    /// <summary>An environment has ended. If it never was ready, who waited longest gets to know why.</summary>
    public void OnStopped(ExecutionEnvironment environment)
    {
        EnvironmentWaiter? waiter;
        lock (gate)
        {
            waiter = environment.Failure is null ? null : TakeWaiter(environment);
            roster.Remove(environment);
        }

        waiter?.SetResult(new EnvironmentLease(environment, environment.Failure));
        pools.OnStopped(this);
    }

    /// <summary>No more invocations will come for this configuration: what is idle ends now, what is busy when it is done.</summary>
    public void Retire()
    {
        lock (gate)
        {
            isRetired = true;
        }

        while (TryEvictOldest())
        {
        }
    }

    /// <summary>Ends all environments, busy or not.</summary>
    public void StopAll()
    {
        Retire();
        foreach (var environment in Snapshot())
        {
            environment.Stop();
        }
    }

    /// <summary>Ends the environment that is idle longest, to make room for another function's.</summary>
    public bool TryEvictOldest()
    {
        ExecutionEnvironment? oldest;
        lock (gate)
        {
            oldest = roster.TakeOldestIdle();
        }

        oldest?.Stop();
        return oldest is not null;
    }

    /// <summary>Does what is due and tells when to look again.</summary>
    public long CheckDue(long now)
    {
        var next = long.MaxValue;
        foreach (var environment in Snapshot())
        {
            environment.CheckDue(now);
            next = Math.Min(next, environment.Due);
        }

        var keepWarm = time.ToTimestamp(options.KeepWarm);
        while (OldestIdleSince <= now - keepWarm && TryEvictOldest())
        {
        }

        var oldest = OldestIdleSince;
        return Math.Min(Math.Min(next, oldest == long.MaxValue ? oldest : oldest + keepWarm), CheckWaiters(now));
    }

    private long CheckWaiters(long now)
    {
        EnvironmentWaiter? late = null;
        long since;
        lock (gate)
        {
            if (!waiters.TryPeek(out var first))
            {
                return long.MaxValue;
            }

            since = first.Since;
            if (since + time.ToTimestamp(options.CapacityWait) <= now && roster.Starting == 0)
            {
                late = waiters.Dequeue();
            }
        }

        if (late is not null)
        {
            late.SetException(LambdaException.Throttled(ThrottleReason.Account));
            return now;
        }

        var graceEnd = since + time.ToTimestamp(AnsweredGrace);
        if (graceEnd > now)
        {
            return graceEnd;
        }

        Grow(isGraceOver: true);
        lock (gate)
        {
            // While one starts its readiness or its failure is what comes next, however long the call has waited.
            return roster.Starting > 0 ? long.MaxValue : Math.Max(now, since + time.ToTimestamp(options.CapacityWait));
        }
    }

    private void StartOne(TimeSpan initLimit, string phase, EnvironmentWaiter? waiter) => Task.Run(() =>
    {
        var environment = pools.Factory.Create(this);
        lock (gate)
        {
            environment.Waiter = waiter;
            roster.Add(environment);
        }

        pools.Factory.Start(environment, configuration, initLimit, phase);
    });

    private EnvironmentWaiter? TakeWaiter(ExecutionEnvironment environment)
    {
        var own = environment.Waiter;
        environment.Waiter = null;
        return own ?? (waiters.TryDequeue(out var first) ? first : null);
    }

    private ExecutionEnvironment[] Snapshot()
    {
        lock (gate)
        {
            return roster.Snapshot();
        }
    }
}

using Triggers.Contracts;

namespace Triggers.Tests.Invoker.Environments;

public sealed class EnvironmentPoolTests
{
    [Fact]
    public async Task The_environment_used_last_is_used_again()
    {
        using var pools = await PoolFixture.StartAsync();
        var hold = pools.NewHold();
        var first = pools.RunAsync(pools.F, hold);
        var second = await pools.RunAsync(pools.F);
        await File.WriteAllTextAsync(hold, "", TestContext.Current.CancellationToken);
        Assert.NotEqual(second, await first);
        Assert.Equal(await first, await pools.RunAsync(pools.F));
        Assert.Equal(await first, await pools.RunAsync(pools.F));
        Assert.Equal(2, pools.Pools.Capacity.Held);
    }

    [Fact]
    public async Task An_idle_environment_is_kept_warm_so_long_and_no_longer()
    {
        using var pools = await PoolFixture.StartAsync(options => options.KeepWarm = TimeSpan.FromMinutes(10));
        var warm = await pools.RunAsync(pools.F);
        await Until.TrueAsync(() => pools.Pools.Capacity.Idle == 1);
        var pool = pools.Pools.Get(pools.F);
        pools.Time.Advance(TimeSpan.FromMinutes(9.9));
        var next = pool.CheckDue(pools.Time.GetTimestamp());
        Assert.Equal(TimeSpan.FromMinutes(0.1), pools.Time.GetElapsedTime(pools.Time.GetTimestamp(), next));
        Assert.Equal(warm, await pools.RunAsync(pools.F));
        await Until.TrueAsync(() => pools.Pools.Capacity.Idle == 1);
        pools.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(long.MaxValue, pool.CheckDue(pools.Time.GetTimestamp()));
        await pools.HoldsAsync(0);
        Assert.False(pool.IsInUse);
    }

    [Fact]
    public async Task On_a_full_machine_the_environment_of_another_function_that_is_idle_longest_makes_room()
    {
        using var pools = await PoolFixture.StartAsync(options => options.MaximumEnvironments = 1);
        var evicted = await pools.RunAsync(pools.F);
        await Until.TrueAsync(() => pools.Pools.Capacity.Idle == 1);
        var other = pools.RunAsync(pools.G);
        await Until.TrueAsync(() =>
        {
            pools.Time.Advance(TimeSpan.FromMilliseconds(100));
            return other.IsCompleted;
        });
        Assert.NotEqual(evicted, await other);
        Assert.False(Directory.Exists($"/proc/{evicted}"));
        Assert.Equal(1, pools.Pools.Capacity.Held);
    }

    [Fact]
    public async Task On_a_full_machine_a_call_takes_the_environment_that_becomes_free()
    {
        using var pools = await PoolFixture.StartAsync(options => options.MaximumEnvironments = 1);
        var hold = pools.NewHold();
        var running = pools.RunAsync(pools.F, hold);
        var waiting = pools.RunAsync(pools.F);
        Assert.False(waiting.IsCompleted);
        await File.WriteAllTextAsync(hold, "", TestContext.Current.CancellationToken);
        Assert.Equal(await running, await waiting);
    }

    [Fact]
    public async Task On_a_full_machine_a_call_is_throttled_when_its_wait_is_over()
    {
        using var pools = await PoolFixture.StartAsync(options => (options.MaximumEnvironments, options.CapacityWait) = (1, TimeSpan.FromSeconds(3)));
        var hold = pools.NewHold();
        var running = pools.RunAsync(pools.F, hold);
        var pool = pools.Pools.Get(pools.F);
        await Until.TrueAsync(() => pools.Pools.Capacity.Held == 1 && pool.CheckDue(pools.Time.GetTimestamp()) > 0);
        var waiting = pools.RunAsync(pools.G);
        var other = pools.Pools.Get(pools.G);
        pools.Time.Advance(TimeSpan.FromSeconds(2.9));
        var next = other.CheckDue(pools.Time.GetTimestamp());
        Assert.False(waiting.IsCompleted);
        Assert.Equal(TimeSpan.FromSeconds(0.1), pools.Time.GetElapsedTime(pools.Time.GetTimestamp(), next));
        pools.Time.Advance(TimeSpan.FromSeconds(0.1));
        other.CheckDue(pools.Time.GetTimestamp());
        var refused = await Assert.ThrowsAsync<LambdaException>(() => waiting);
        Assert.Equal(LambdaErrors.TooManyRequests, refused.Error);

        // Nobody waits any more, so nothing is due: a due time that stayed in the past would keep the loop busy for ever.
        Assert.Equal(long.MaxValue, other.CheckDue(pools.Time.GetTimestamp()));
        await File.WriteAllTextAsync(hold, "", TestContext.Current.CancellationToken);
        await running;
    }

    [Fact]
    public async Task A_runtime_that_has_answered_gets_a_moment_before_another_is_started()
    {
        using var pools = await PoolFixture.StartAsync();
        var hold = pools.NewHold();
        await pools.RunAsync(pools.Slow, hold);
        var pool = pools.Pools.Get(pools.Slow);

        // It has answered and not asked for more: the next call counts on it.
        var waiting = pools.RunAsync(pools.Slow, hold);
        Assert.Equal(1, pools.Pools.Capacity.Held);
        pools.Time.Advance(TimeSpan.FromMilliseconds(9));
        pool.CheckDue(pools.Time.GetTimestamp());
        Assert.Equal(1, pools.Pools.Capacity.Held);
        pools.Time.Advance(TimeSpan.FromMilliseconds(1));
        pool.CheckDue(pools.Time.GetTimestamp());
        Assert.Equal(2, pools.Pools.Capacity.Held);
        await File.WriteAllTextAsync(hold, "", TestContext.Current.CancellationToken);
        await waiting;
    }

    [Fact]
    public async Task An_environment_that_is_stopped_while_its_process_is_being_started_ends()
    {
        using var pools = await PoolFixture.StartAsync();
        pools.Pools.Capacity.Reserve();
        var environment = pools.Pools.Factory.Create(pools.Pools.Get(pools.F));
        environment.Stop();
        pools.Pools.Factory.Start(environment, pools.F, TimeSpan.FromSeconds(10), "init");
        await pools.HoldsAsync(0);
    }

    [Fact]
    public async Task A_changed_function_ends_its_idle_environments_at_once_and_its_busy_ones_when_they_are_done()
    {
        using var pools = await PoolFixture.StartAsync();
        var hold = pools.NewHold();
        var busy = pools.RunAsync(pools.F, hold);
        await pools.RunAsync(pools.F);
        await Until.TrueAsync(() => pools.Pools.Capacity is { Held: 2, Idle: 1 });
        await pools.Store.ChangeAsync(
            now => now.Functions.SetItem("f", now.Find("f")! with { Latest = pools.F with { RevisionId = "r1" } }), TestContext.Current.CancellationToken);
        await pools.HoldsAsync(1);
        Assert.False(busy.IsCompleted);
        await File.WriteAllTextAsync(hold, "", TestContext.Current.CancellationToken);
        await busy;
        await pools.HoldsAsync(0);
    }
}

using Microsoft.Extensions.Time.Testing;
using Triggers.Invoker.Delivery;

namespace Triggers.Tests.Invoker.Delivery;

public sealed class FunctionDeliveryTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly List<(string Id, TaskCompletionSource<DeliveryDecision> Run, QueuedEvent Event)> runs = [];

    [Fact]
    public void Runs_as_many_at_once_as_it_may_and_the_rest_in_order()
    {
        using var delivery = New(maximumAtOnce: 2);
        Add(delivery, "1", "2", "3", "4");
        Assert.Equal(["1", "2"], runs.Select(run => run.Id));
        Assert.Equal((2, 2), (delivery.Running, delivery.Waiting));
        End("2", Over);
        Assert.Equal(["1", "2", "3"], runs.Select(run => run.Id));
    }

    [Fact]
    public void A_retry_comes_when_it_is_due_and_others_pass_it()
    {
        using var delivery = New(maximumAtOnce: 1);
        Add(delivery, "1", "2");
        End("1", queued => new DeliveryDecision(queued, null, TimeSpan.FromMinutes(1)));
        Assert.Equal(["1", "2"], runs.Select(run => run.Id));
        End("2", Over);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(2, runs.Count);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["1", "2", "1"], runs.Select(run => run.Id));
    }

    [Fact]
    public void A_throttle_holds_all_events_back_until_the_wait_is_over()
    {
        using var delivery = New(maximumAtOnce: 5);
        Add(delivery, "1");
        End("1", Throttled);
        Add(delivery, "2");
        Assert.Single(runs);
        Assert.Equal(2, delivery.Waiting);
        time.Advance(TimeSpan.FromMilliseconds(1001));
        Assert.Equal(["1", "1", "2"], runs.Select(run => run.Id));
    }

    [Fact]
    public void Who_ends_gives_its_room_to_the_throttled_at_once()
    {
        using var delivery = New(maximumAtOnce: 5);
        Add(delivery, "1", "2", "3");
        End("2", Throttled);
        End("3", Throttled);
        Assert.Equal((1, 2), (delivery.Running, delivery.Waiting));
        End("1", Over);
        Assert.Equal(["1", "2", "3", "2", "3"], runs.Select(run => run.Id));
    }

    [Fact]
    public void Nothing_starts_after_the_end()
    {
        var delivery = New(maximumAtOnce: 1);
        Add(delivery, "1", "2");
        delivery.Dispose();
        End("1", Over);
        Assert.Single(runs);
        Assert.Equal((0, 1), (delivery.Running, delivery.Waiting));
    }

    private static DeliveryDecision Over(QueuedEvent queued) => new(queued, DeliveryConditions.Success, default);

    private static DeliveryDecision Throttled(QueuedEvent queued) => new(queued, null, default) { IsThrottled = true };

    private static void Add(FunctionDelivery delivery, params string[] ids)
    {
        foreach (var id in ids)
        {
            delivery.Add(DeliveryRulesTests.Event(id));
        }
    }

    private FunctionDelivery New(int maximumAtOnce) => new(
        queued =>
        {
            var run = new TaskCompletionSource<DeliveryDecision>();
            runs.Add((queued.Request.RequestId, run, queued));
            return run.Task;
        },
        refusals => TimeSpan.FromSeconds(refusals),
        maximumAtOnce,
        time);

    private void End(string id, Func<QueuedEvent, DeliveryDecision> decide)
    {
        var (_, run, queued) = runs.Last(started => started.Id == id && !started.Run.Task.IsCompleted);
        run.SetResult(decide(queued));
    }
}

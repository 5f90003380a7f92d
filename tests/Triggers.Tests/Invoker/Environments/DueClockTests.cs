using Microsoft.Extensions.Time.Testing;
using Triggers.Invoker.Environments;

namespace Triggers.Tests.Invoker.Environments;

public sealed class DueClockTests
{
    private readonly FakeTimeProvider time = new();
    private readonly DueClock clock;

    public DueClockTests() => clock = new DueClock(time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wakes_when_the_earliest_is_due_and_not_before()
    {
        clock.NoteDue(In(TimeSpan.FromSeconds(10)));
        clock.NoteDue(In(TimeSpan.FromSeconds(5)));
        clock.NoteDue(In(TimeSpan.FromSeconds(20)));
        var wait = clock.WaitAsync(Cancellation);
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(wait.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));
        await wait.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task Something_earlier_shortens_a_wait_under_way()
    {
        clock.NoteDue(In(TimeSpan.FromHours(1)));
        var wait = clock.WaitAsync(Cancellation);
        clock.NoteDue(In(TimeSpan.FromSeconds(1)));
        await Until.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return wait.IsCompleted;
        });
        Assert.True(time.GetUtcNow() < new DateTimeOffset(2000, 1, 1, 1, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task What_was_due_is_told_once()
    {
        clock.NoteDue(In(TimeSpan.FromSeconds(-1)));
        await clock.WaitAsync(Cancellation);
        var second = clock.WaitAsync(Cancellation);
        time.Advance(TimeSpan.FromDays(365));
        Assert.False(second.IsCompleted);
    }

    [Fact]
    public async Task A_cancelled_wait_ends()
    {
        using var stop = new CancellationTokenSource();
        var wait = clock.WaitAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    private long In(TimeSpan delay) => time.GetTimestamp() + (long)(delay.TotalSeconds * time.TimestampFrequency);
}

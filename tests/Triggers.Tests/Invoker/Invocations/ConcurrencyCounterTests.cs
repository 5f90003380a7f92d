using Triggers.Invoker.Invocations;

namespace Triggers.Tests.Invoker.Invocations;

public sealed class ConcurrencyCounterTests
{
    [Fact]
    public void Refuses_at_the_limit_and_not_before()
    {
        var counter = new ConcurrencyCounter();
        Assert.True(counter.TryEnter(2));
        Assert.True(counter.TryEnter(2));
        Assert.False(counter.TryEnter(2));
        counter.Leave();
        Assert.True(counter.TryEnter(2));
        Assert.Equal(2, counter.Used);
    }

    [Fact]
    public void Two_callers_that_share_two_places_are_never_refused()
    {
        var counter = new ConcurrencyCounter();
        var refused = 0;
        Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, _ =>
        {
            for (var i = 0; i < 200_000; i++)
            {
                if (counter.TryEnter(2))
                {
                    counter.Leave();
                }
                else
                {
                    Interlocked.Increment(ref refused);
                }
            }
        });
        Assert.Equal((0, 0), (refused, counter.Used));
    }
}

using System.Collections.Immutable;
using Triggers.Contracts;
using Triggers.Invoker.Delivery;
using Triggers.Invoker.Functions;

namespace Triggers.Tests.Invoker.Delivery;

public sealed class DeliveryRulesTests
{
    private static readonly DateTimeOffset Accepted = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly DeliveryOptions Options = new();
    private static readonly InvocationResult Success = new() { RequestId = "1", Payload = "1"u8.ToArray(), ExecutedVersion = "$LATEST" };
    private static readonly InvocationResult Error = Success with { FunctionError = "Unhandled" };

    [Fact]
    public void A_function_error_is_retried_after_one_and_two_minutes_and_no_more()
    {
        var first = DeliveryRules.AfterResult(Event(), Error, null, Accepted, Options);
        Assert.Equal((null, TimeSpan.FromMinutes(1), 1), (first.Condition, first.Delay, first.Event.Attempts));
        var second = DeliveryRules.AfterResult(first.Event, Error, null, Accepted, Options);
        Assert.Equal((null, TimeSpan.FromMinutes(2), 2), (second.Condition, second.Delay, second.Event.Attempts));
        var third = DeliveryRules.AfterResult(second.Event, Error, null, Accepted, Options);
        Assert.Equal(("RetriesExhausted", 3), (third.Condition, third.Event.Attempts));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    public void The_functions_own_number_of_retries_holds(int retries, int attempts)
    {
        var decision = new DeliveryDecision(Event(), null, default);
        while (!decision.IsOver)
        {
            decision = DeliveryRules.AfterResult(decision.Event, Error, Config(retries: retries), Accepted, Options);
        }

        Assert.Equal((attempts, "RetriesExhausted"), (decision.Event.Attempts, decision.Condition));
    }

    [Fact]
    public void Success_ends_it() => Assert.Equal("Success", DeliveryRules.AfterResult(Event(), Success, null, Accepted, Options).Condition);

    [Theory]
    [InlineData(60, 0, "EventAgeExceeded")]
    [InlineData(61, 0, null)]
    [InlineData(120, 61, "EventAgeExceeded")]
    public void A_retry_that_would_come_too_late_is_not_waited_for(int maximumAge, int age, string? condition)
    {
        // 60 s of delay: the next attempt would be made at age + 60 s, and the limit is "older than".
        var decision = DeliveryRules.AfterResult(Event(), Error, Config(age: maximumAge), Accepted.AddSeconds(age).AddMilliseconds(condition is null ? 0 : 1), Options);
        Assert.Equal(condition, decision.Condition);
    }

    [Fact]
    public void A_refusal_is_no_attempt_and_waits_longer_each_time_up_to_five_minutes()
    {
        var queued = Event();
        var waits = new List<double>();
        for (var i = 0; i < 11; i++)
        {
            var decision = DeliveryRules.AfterRefusal(queued, null, Accepted, Options, jitter: 1);
            waits.Add(decision.Delay.TotalSeconds);
            queued = decision.Event;
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300], waits);
        Assert.Equal(0, queued.Attempts);
        Assert.Equal(150, DeliveryRules.AfterRefusal(queued, null, Accepted, Options, jitter: 0).Delay.TotalSeconds);
    }

    [Fact]
    public void An_attempt_that_ran_ends_the_row_of_refusals()
    {
        var refused = DeliveryRules.AfterRefusal(Event(), null, Accepted, Options, 1).Event;
        Assert.Equal(0, DeliveryRules.AfterResult(refused, Error, null, Accepted, Options).Event.Refusals);
    }

    [Fact]
    public void An_event_that_waited_longer_than_it_may_is_not_run()
    {
        var record = Record() with { EventInvokeConfigs = ImmutableSortedDictionary<string, EventInvokeConfig>.Empty.Add("$LATEST", Config(age: 60)) };
        Assert.Null(DeliveryRules.BeforeAttempt(Event(), record, Accepted.AddSeconds(60), Options));
        Assert.Equal("EventAgeExceeded", DeliveryRules.BeforeAttempt(Event(), record, Accepted.AddSeconds(61), Options)!.Value.Condition);
        Assert.Null(DeliveryRules.BeforeAttempt(Event(), Record(), Accepted.AddHours(6), Options));
        Assert.Equal("EventAgeExceeded", DeliveryRules.BeforeAttempt(Event(), Record(), Accepted.AddHours(7), Options)!.Value.Condition);
    }

    [Fact]
    public void A_function_that_is_switched_off_gets_no_attempt()
    {
        var decision = DeliveryRules.BeforeAttempt(Event(), Record() with { ReservedConcurrency = 0 }, Accepted, Options);
        Assert.Equal("ZeroReservedConcurrency", decision!.Value.Condition);
        Assert.Null(decision.Value.Event.LastResult);
    }

    [Fact]
    public void The_settings_are_those_of_the_qualifier()
    {
        var record = Record() with { EventInvokeConfigs = ImmutableSortedDictionary<string, EventInvokeConfig>.Empty.Add("live", Config(retries: 0)) };
        Assert.Equal(0, DeliveryRules.Config(record, new FunctionReference("f", "live"))?.MaximumRetryAttempts);
        Assert.Null(DeliveryRules.Config(record, new FunctionReference("f")));
    }

    internal static QueuedEvent Event(string id = "8ea123e4-1db7-4aca-ad10-d9ca1234c1fd") => new()
    {
        AcceptedAt = Accepted,
        Request = new InvocationRequest { RequestId = id, Function = new FunctionReference("f"), Payload = "{\"a\": 1}"u8.ToArray() },
    };

    private static EventInvokeConfig Config(int? retries = null, int? age = null) => new(Accepted, retries, age);

    private static FunctionRecord Record() => new()
    {
        Name = "f",
        Latest = new FunctionConfiguration { FunctionName = "f", Version = "$LATEST", RevisionId = "1", LastModified = Accepted, CodeSha256 = "", CodeSize = 0 },
    };
}

using Microsoft.Extensions.Logging;
using Triggers.Contracts;

namespace Triggers.Tests.Http;

/// <summary>The error table: status, body and headers of what is no handler's answer.</summary>
public sealed class HttpErrorTests
{
    private const string Unavailable = """{"message":"Service Unavailable"}""";
    private const string InternalError = """{"message":"Internal Server Error"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_route_is_404()
    {
        await using var gateway = await Gateway.StartAsync("GET /a");
        await AssertAnswerAsync(gateway, "/b", 404, """{"message":"Not Found"}""", retryAfter: null);
        Assert.Empty(gateway.Bus.Requests);
    }

    [Fact]
    public async Task A_function_error_is_500_and_says_nothing()
    {
        await using var gateway = await Gateway.StartAsync("GET /");
        gateway.Bus.Answer = request => Task.FromResult(
            FakeBus.Result(request, """{"errorMessage":"secret","errorType":"KeyError","stackTrace":[]}""") with { FunctionError = "Unhandled" });
        await AssertAnswerAsync(gateway, "/", 500, InternalError, retryAfter: null);
        var id = gateway.Bus.Requests.Single().RequestId;
        Assert.Equal([$"Warning: {id} GET /: function f0 failed (Unhandled); answered 500"], gateway.Log.From(LogLevel.Warning));
    }

    [Theory]
    [InlineData("429", 429, """{"message":"Too Many Requests"}""")]
    [InlineData("503", 503, Unavailable)]
    public async Task A_throttle_says_when_to_come_back(string setting, int status, string body)
    {
        await using var gateway = await Gateway.StartAsync(Sources.Api("a1b2c3d4e5", "GET /"), $"--Http:ThrottleStatus={setting}");
        gateway.Bus.Answer = _ => throw new LambdaException(LambdaErrors.TooManyRequests, "Rate Exceeded.") { RetryAfter = TimeSpan.FromSeconds(2.1) };
        await AssertAnswerAsync(gateway, "/", status, body, retryAfter: "3");
    }

    public static TheoryData<LambdaError, int, string, string?> Refusals() => new()
    {
        { LambdaErrors.ResourceNotFound, 500, InternalError, null },
        { LambdaErrors.InvalidRuntime, 500, InternalError, null },
        { LambdaErrors.Service, 500, InternalError, null },
        { LambdaErrors.AccessDenied, 500, InternalError, null },
        { LambdaErrors.Unavailable, 503, Unavailable, "1" },
        { LambdaErrors.RequestTooLarge, 413, """{"message":"Request Entity Too Large"}""", null },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public async Task Refusals_of_ours_keep_their_reason_to_themselves(LambdaError error, int status, string body, string? retryAfter)
    {
        await using var gateway = await Gateway.StartAsync("GET /");
        gateway.Bus.Answer = _ => Task.FromException<InvocationResult>(new LambdaException(error, "secret"));
        await AssertAnswerAsync(gateway, "/", status, body, retryAfter);
    }

    [Fact]
    public async Task A_bus_that_breaks_is_500_and_an_error_in_the_log()
    {
        await using var gateway = await Gateway.StartAsync("GET /");
        gateway.Bus.Answer = _ => throw new TimeoutException("the bus's own");
        await AssertAnswerAsync(gateway, "/", 500, InternalError, retryAfter: null);
        Assert.EndsWith("GET /: calling function f0 failed; answered 500", Assert.Single(gateway.Log.From(LogLevel.Error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_route_of_another_format_is_500_and_named_in_the_log()
    {
        await using var gateway = await Gateway.StartAsync([Sources.Route("a1b2c3d4e5", "GET /old", "f", """,  "PayloadFormatVersion":"3.0" """)]);
        await AssertAnswerAsync(gateway, "/old", 500, InternalError, retryAfter: null);
        Assert.Empty(gateway.Bus.Requests);
        Assert.Equal(
            [
                "Warning: Route GET /old (stack/f/GET /old) will answer 500: PayloadFormatVersion must be 1.0 or 2.0, was 3.0",
                "Error: GET /old answers 500: PayloadFormatVersion must be 1.0 or 2.0, was 3.0",
            ],
            gateway.Log.From(LogLevel.Warning));
    }

    [Fact]
    public async Task An_integration_that_takes_too_long_is_503_and_runs_on()
    {
        await using var gateway = await Gateway.StartAsync([Sources.Route("a1b2c3d4e5", "GET /", "f", """,  "TimeoutInMillis":5000 """)]);
        var invoked = new TaskCompletionSource();
        var running = new TaskCompletionSource<InvocationResult>();
        gateway.Bus.Answer = _ =>
        {
            invoked.SetResult();
            return running.Task;
        };
        var answer = gateway.Client.GetAsync(gateway.Address, Cancellation);
        await invoked.Task.WaitAsync(Cancellation);
        await AdvanceUntilAsync(gateway, answer, TimeSpan.FromSeconds(5));
        using var response = await answer;
        Assert.Equal((503, Unavailable), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation)));
        Assert.False(running.Task.IsCompleted);
        Assert.EndsWith("GET /: function f did not answer within 00:00:05; answered 503, the invocation runs on", Assert.Single(gateway.Log.From(LogLevel.Warning)), StringComparison.Ordinal);

        // What comes of it later is seen, but by the log alone.
        running.SetException(new InvalidOperationException("late"));
        await Until.TrueAsync(() => gateway.Log.From(LogLevel.Warning).Length == 2);
    }

    [Fact]
    public async Task A_client_that_goes_away_is_not_waited_for_and_the_invocation_runs_on()
    {
        await using var gateway = await Gateway.StartAsync("GET /");
        var invoked = new TaskCompletionSource();
        var running = new TaskCompletionSource<InvocationResult>();
        gateway.Bus.Answer = _ =>
        {
            invoked.SetResult();
            return running.Task;
        };
        var socket = await gateway.ConnectAsync();
        await socket.SendAsync("GET / HTTP/1.1\r\nHost: h\r\n\r\n"u8.ToArray(), Cancellation);
        await invoked.Task.WaitAsync(Cancellation);
        socket.Close(0);
        await Until.TrueAsync(() => gateway.Log.From(LogLevel.Information).Any(line => line.Contains("the client is gone; the invocation of f0 runs on", StringComparison.Ordinal)));
        Assert.False(running.Task.IsCompleted);
        running.SetResult(FakeBus.Result(gateway.Bus.Requests.Single(), FakeBus.Ok));
    }

    private static async Task AssertAnswerAsync(Gateway gateway, string path, int status, string body, string? retryAfter)
    {
        using var answer = await gateway.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        Assert.Equal((status, body), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        Assert.Matches("^[A-Za-z0-9_-]{15}=$", answer.Headers.GetValues("apigw-requestid").Single());
        Assert.Equal(retryAfter, answer.Headers.TryGetValues("retry-after", out var values) ? values.Single() : null);
        var expected = new List<string> { "apigw-requestid", "Date" };
        if (retryAfter is not null)
        {
            expected.Add("Retry-After");
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), answer.Headers.Select(header => header.Key).Order(StringComparer.Ordinal));
    }

    // The timer is set right after the call: time is moved on until it was seen.
    private static Task AdvanceUntilAsync(Gateway gateway, Task task, TimeSpan step) => Until.TrueAsync(() =>
    {
        gateway.Clock.Advance(step);
        return task.IsCompleted;
    });
}

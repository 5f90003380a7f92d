using System.Text;
using Microsoft.AspNetCore.Http;
using Triggers.Contracts;
using Triggers.Contracts.Messaging;

namespace Triggers.Tests.Contracts.Messaging;

public sealed class LambdaApiInvocationBusTests
{
    private static readonly InvocationRequest Request = new()
    {
        RequestId = "d9b4bd31-5c3f-4ab0-a8f1-0b5b8c1a2b3c",
        Function = new FunctionReference("orders", "$LATEST"),
        Payload = """{"a":"ü"}"""u8.ToArray(),
        ClientContext = """{"custom":{}}""",
        TraceId = "Root=1-5e9f0c65-1de4d666d4dd26aced652b6c;Sampled=1",
        IsLogTailWanted = true,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invokes_and_reads_the_result()
    {
        await using var api = await FakeLambdaApi.StartAsync();
        api.Answer = context =>
        {
            context.Response.Headers["x-amzn-RequestId"] = "theirs";
            context.Response.Headers["X-Amz-Function-Error"] = "Unhandled";
            context.Response.Headers["X-Amz-Executed-Version"] = "7";
            context.Response.Headers["X-Amz-Log-Result"] = "bG9n";
            return context.Response.WriteAsync("""{"errorType":"KeyError"}""", Cancellation);
        };
        using var client = MessagingExtensions.CreateClient(api.Address);
        var result = await new LambdaApiInvocationBus(client).InvokeAsync(Request, Cancellation);
        Assert.Equal(
            ("theirs", "Unhandled", "7", "log", """{"errorType":"KeyError"}"""),
            (result.RequestId, result.FunctionError, result.ExecutedVersion, Encoding.UTF8.GetString(result.LogTail.Span), Encoding.UTF8.GetString(result.Payload.Span)));
        Assert.Equal(
            """
            POST /2015-03-31/functions/orders/invocations?Qualifier=%24LATEST
            Content-Type: application/json
            X-Amz-Client-Context: eyJjdXN0b20iOnt9fQ==
            X-Amz-Invocation-Type: RequestResponse
            X-Amz-Log-Type: Tail
            x-amzn-RequestId: d9b4bd31-5c3f-4ab0-a8f1-0b5b8c1a2b3c
            X-Amzn-Trace-Id: Root=1-5e9f0c65-1de4d666d4dd26aced652b6c;Sampled=1

            {"a":"ü"}
            """,
            Assert.Single(api.Requests));
    }

    [Fact]
    public async Task Sends_an_event()
    {
        await using var api = await FakeLambdaApi.StartAsync();
        api.Answer = context =>
        {
            context.Response.StatusCode = 202;
            return Task.CompletedTask;
        };
        using var client = MessagingExtensions.CreateClient(api.Address);
        await new LambdaApiInvocationBus(client).SendAsync(
            Request with { Function = new FunctionReference("orders"), ClientContext = null, TraceId = null, IsLogTailWanted = false }, Cancellation);
        Assert.Equal(
            """
            POST /2015-03-31/functions/orders/invocations
            Content-Type: application/json
            X-Amz-Invocation-Type: Event
            x-amzn-RequestId: d9b4bd31-5c3f-4ab0-a8f1-0b5b8c1a2b3c

            {"a":"ü"}
            """,
            Assert.Single(api.Requests));
    }

    [Theory]
    [InlineData(429, "TooManyRequestsException", "4", """{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}""",
        "TooManyRequestsException 429 4 ReservedFunctionConcurrentInvocationLimitExceeded Rate Exceeded.")]
    [InlineData(404, "ResourceNotFoundException:http://x", null, """{"Type":"User","Message":"Function not found: x"}""", "ResourceNotFoundException 404   Function not found: x")]
    [InlineData(413, null, null, "too large", "RequestEntityTooLargeException 413   The Lambda API answered 413.")]
    [InlineData(500, "StrangeException", null, "[]", "ServiceException 500   The Lambda API answered 500.")]
    [InlineData(502, null, null, "", "ServiceUnavailableException 503   The Lambda API answered 502.")]
    public async Task Reads_a_refusal_back(int status, string? type, string? retryAfter, string body, string expected)
    {
        await using var api = await FakeLambdaApi.StartAsync();
        api.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers["x-amzn-ErrorType"] = type;
            context.Response.Headers.RetryAfter = retryAfter;
            return context.Response.WriteAsync(body, Cancellation);
        };
        using var client = MessagingExtensions.CreateClient(api.Address);
        var refused = await Assert.ThrowsAsync<LambdaException>(() => new LambdaApiInvocationBus(client).InvokeAsync(Request, Cancellation));
        Assert.Equal(expected, $"{refused.Error.Name} {refused.Error.Status} {refused.RetryAfter?.TotalSeconds} {refused.Reason} {refused.Message}");
    }

    [Fact]
    public async Task An_invoker_that_is_down_is_unavailable()
    {
        using var client = MessagingExtensions.CreateClient(new Uri($"http://127.0.0.1:{FakeLambdaApi.FreePort()}"));
        var refused = await Assert.ThrowsAsync<LambdaException>(() => new LambdaApiInvocationBus(client).InvokeAsync(Request, Cancellation));
        Assert.Equal((LambdaErrors.Unavailable, TimeSpan.FromSeconds(1)), (refused.Error, refused.RetryAfter));
    }

    [Fact]
    public async Task An_invoker_that_dies_on_the_way_is_unavailable()
    {
        await using var api = await FakeLambdaApi.StartAsync();
        api.Answer = async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("half", Cancellation);
            await context.Response.Body.FlushAsync(Cancellation);
            context.Abort();
        };
        using var client = MessagingExtensions.CreateClient(api.Address);
        var refused = await Assert.ThrowsAsync<LambdaException>(() => new LambdaApiInvocationBus(client).InvokeAsync(Request, Cancellation));
        Assert.Equal(LambdaErrors.Unavailable, refused.Error);
    }
}

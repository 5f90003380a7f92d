using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Triggers.Contracts;

namespace Triggers.Tests.Http;

/// <summary>Function URLs: reached by host name, with a path as it was sent, and errors of their own.</summary>
public sealed class FunctionUrlTests
{
    private const string Id = "abcdefghijklmnopqrstuvwxyz012345";
    private const string Host = Id + ".lambda-url.localhost";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writes_the_event_with_the_path_as_it_was_sent()
    {
        await using var gateway = await Gateway.StartAsync([Sources.Url(Id, "f")]);
        await gateway.SendRawAsync(
            $"POST /pa2%Fth/1%2F2%20x?q=query&multiQuery=foo&multiQuery=%2Fbar HTTP/1.1\r\nHost: {Host}\r\nUser-Agent: test/echo\r\nExTrA-HeAdErS: With WeiRd CapS\r\n" +
            "Cookie: a=1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc");
        var made = gateway.Event();
        var context = made["requestContext"]!;
        Assert.True(Guid.TryParseExact(context["requestId"]!.GetValue<string>(), "D", out _));
        context["requestId"] = "UUID";
        made["headers"]!["x-amzn-trace-id"] = "TRACE";
        made["headers"]!["x-forwarded-port"] = "PORT";
        HttpEventV2Tests.AssertSame(JsonNode.Parse($$"""
            {
              "version": "2.0",
              "routeKey": "$default",
              "rawPath": "/pa2%Fth/1%2F2%20x",
              "rawQueryString": "q=query&multiQuery=foo&multiQuery=%2Fbar",
              "cookies": ["a=1"],
              "headers": {
                "host": "{{Host}}", "user-agent": "test/echo", "extra-headers": "With WeiRd CapS", "content-type": "multipart/form-data; boundary=x",
                "content-length": "3", "x-amzn-trace-id": "TRACE", "x-forwarded-for": "127.0.0.1", "x-forwarded-port": "PORT", "x-forwarded-proto": "http"
              },
              "queryStringParameters": { "q": "query", "multiQuery": "foo,/bar" },
              "requestContext": {
                "accountId": "anonymous",
                "apiId": "{{Id}}",
                "domainName": "{{Host}}",
                "domainPrefix": "{{Id}}",
                "http": { "method": "POST", "path": "/pa2%Fth/1%2F2%20x", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "test/echo" },
                "requestId": "UUID",
                "routeKey": "$default",
                "stage": "$default",
                "time": "12/Mar/2020:19:03:58 +0000",
                "timeEpoch": 1584039838390
              },
              "body": "YWJj",
              "isBase64Encoded": true
            }
            """)!, made);
    }

    // The recordings of what a handler returned and what came out of it.
    [Theory]
    [InlineData("""{"hello":"world"}""", 200, "application/json", """{"hello":"world"}""")]
    [InlineData("3", 200, "application/json", "3")]
    [InlineData("\"hello\"", 200, "application/json", "hello")]
    [InlineData("""{"statusCode":200,"body":"body123"}""", 200, "application/json", "body123")]
    [InlineData("""{"statusCode":99}""", 502, "text/plain", "Internal Server Error")]
    public async Task Answers(string returned, int status, string contentType, string body)
    {
        await using var gateway = await Gateway.StartAsync([Sources.Url(Id, "f")]);
        gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, returned));
        using var answer = await GetAsync(gateway, Host);
        Assert.Equal((status, contentType, body), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), await answer.Content.ReadAsStringAsync(Cancellation)));
        Assert.True(Guid.TryParseExact(answer.Headers.GetValues("x-amzn-RequestId").Single(), "D", out _));
        Assert.StartsWith("Root=1-", answer.Headers.GetValues("X-Amzn-Trace-Id").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("apigw-requestid") || answer.Headers.Contains("x-amz-apigw-id"));
    }

    [Fact]
    public async Task A_failed_function_is_502_in_plain_text()
    {
        await using var gateway = await Gateway.StartAsync([Sources.Url(Id, "f")]);
        gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, "{}") with { FunctionError = "Unhandled" });
        using var answer = await GetAsync(gateway, Host);
        Assert.Equal((502, "Internal Server Error"), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
    }

    [Fact]
    public async Task A_throttle_gives_its_reason()
    {
        await using var gateway = await Gateway.StartAsync([Sources.Url(Id, "f")], "--Http:ThrottleStatus=503");
        gateway.Bus.Answer = _ => throw new LambdaException(LambdaErrors.TooManyRequests, "Rate Exceeded.");
        using var answer = await GetAsync(gateway, Host);
        Assert.Equal((429, """{"Reason":"ConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}"""),
            ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
        Assert.Equal("1", answer.Headers.GetValues("Retry-After").Single());
    }

    [Theory]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz.lambda-url.us-east-1.localhost", ""","AuthType":"NONE" """)]
    [InlineData(Host, ""","AuthType":"AWS_IAM" """)]
    [InlineData(Host, "")]
    public async Task What_is_not_open_is_403(string host, string more)
    {
        await using var gateway = await Gateway.StartAsync([Sources.Url(Id, "f", more), .. Sources.Api("a1b2c3d4e5", "$default")]);
        using var answer = await GetAsync(gateway, host);
        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Equal(
            """{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"}""",
            await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("AccessDeniedException", answer.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Empty(gateway.Bus.Requests);
    }

    [Fact]
    public async Task A_function_that_is_gone_is_403()
    {
        await using var gateway = await Gateway.StartAsync([Sources.Url(Id, "f")]);
        gateway.Bus.Answer = _ => throw new LambdaException(LambdaErrors.ResourceNotFound, "secret");
        using var answer = await GetAsync(gateway, Host);
        Assert.Equal(403, (int)answer.StatusCode);
    }

    [Fact]
    public async Task It_is_not_reached_at_the_plain_address()
    {
        await using var gateway = await Gateway.StartAsync([Sources.Url(Id, "f")]);
        using var answer = await GetAsync(gateway, "localhost");
        Assert.Equal(404, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Settings_that_do_nothing_are_said_in_the_log()
    {
        await using var gateway = await Gateway.StartAsync([
            Sources.Url(Id, "f", ""","AuthType":"NONE","InvokeMode":"RESPONSE_STREAM" """),
            Sources.Url(Id, "g"),
            Sources.Url("b" + Id[1..], "h", ""","AuthType":"AWS_IAM" """),
        ]);
        Assert.Equal(
            [
                "Warning: Function URL url/f of f asks for RESPONSE_STREAM: its answers are sent when they are whole",
                $"Error: Route url/g is left out: the host name '{Id}' is taken",
                "Warning: Route function URL of h (url/h) will answer 403: signed requests (AuthType AWS_IAM) are not served, only AuthType NONE is",
            ],
            gateway.Log.From(LogLevel.Warning));
    }

    private static async Task<HttpResponseMessage> GetAsync(Gateway gateway, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, gateway.Address) { Headers = { Host = host } };
        return await gateway.Client.SendAsync(request, Cancellation);
    }
}

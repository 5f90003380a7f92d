using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Triggers.Contracts;

namespace Triggers.Tests.Http;

/// <summary>REST APIs: their own event, their own answers, their own errors.</summary>
public sealed class RestApiTests
{
    private const string Broken = """{"message": "Internal server error"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writes_every_member_of_the_event()
    {
        await using var gateway = await Gateway.StartAsync(Sources.Rest("r1s2t3u4v5", "Prod", ""","StageVariables":{"a":"b"}""", "POST /o/{id}/{proxy+}"));
        await gateway.SendRawAsync(
            "POST /Prod/o/a%2Bb@c/x%20y//z/?q=1&q=a+b%2B HTTP/1.1\r\nHost: localhost:3000\r\ntEsT-HEADeR: aValUE\r\ntEsT-HEADeR: second\r\nCookie: c=1\r\n" +
            "User-Agent: curl/8\r\nContent-Type: application/octet-stream\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");
        HttpEventV1Tests.AssertEvent(gateway, """
            {
              "resource": "/o/{id}/{proxy+}",
              "path": "/o/a%2Bb@c/x%20y//z/",
              "httpMethod": "POST",
              "headers": {
                "Host": "localhost:3000", "tEsT-HEADeR": "second", "Cookie": "c=1", "User-Agent": "curl/8", "Content-Type": "application/octet-stream",
                "X-Amzn-Trace-Id": "TRACE", "X-Forwarded-For": "127.0.0.1", "X-Forwarded-Port": "PORT", "X-Forwarded-Proto": "http"
              },
              "multiValueHeaders": {
                "Host": ["localhost:3000"], "tEsT-HEADeR": ["aValUE", "second"], "Cookie": ["c=1"], "User-Agent": ["curl/8"],
                "Content-Type": ["application/octet-stream"], "X-Amzn-Trace-Id": ["TRACE"], "X-Forwarded-For": ["127.0.0.1"],
                "X-Forwarded-Port": ["PORT"], "X-Forwarded-Proto": ["http"]
              },
              "queryStringParameters": { "q": "a b+" },
              "multiValueQueryStringParameters": { "q": ["1", "a b+"] },
              "pathParameters": { "id": "a%2Bb@c", "proxy": "x%20y//z" },
              "stageVariables": { "a": "b" },
              "requestContext": {
                "accountId": "000000000000",
                "apiId": "r1s2t3u4v5",
                "deploymentId": "DEPLOYMENT",
                "domainName": "localhost:3000",
                "domainPrefix": "localhost",
                "extendedRequestId": "REQUEST",
                "httpMethod": "POST",
                "identity": {
                  "accessKey": null, "accountId": null, "caller": null, "cognitoAuthenticationProvider": null, "cognitoAuthenticationType": null,
                  "cognitoIdentityId": null, "cognitoIdentityPoolId": null, "principalOrgId": null, "sourceIp": "127.0.0.1", "user": null,
                  "userAgent": "curl/8", "userArn": null
                },
                "path": "/Prod/o/a%2Bb@c/x%20y//z/",
                "protocol": "HTTP/1.1",
                "requestId": "UUID",
                "requestTime": "12/Mar/2020:19:03:58 +0000",
                "requestTimeEpoch": 1584039838390,
                "resourceId": "RESOURCE",
                "resourcePath": "/o/{id}/{proxy+}",
                "stage": "Prod"
              },
              "body": "hi",
              "isBase64Encoded": false
            }
            """.Replace("DEPLOYMENT", Text(gateway, "deploymentId"), StringComparison.Ordinal).Replace("RESOURCE", Text(gateway, "resourceId"), StringComparison.Ordinal));
        Assert.Matches("^[a-z0-9]{6}$", Text(gateway, "deploymentId"));
        Assert.Matches("^[a-z0-9]{6}$", Text(gateway, "resourceId"));
    }

    [Theory]
    [InlineData("/Prod", "/", null)]
    [InlineData("/Prod/", "/", null)]
    [InlineData("/Prod//a/b", "/a/b", "a/b")]
    [InlineData("/Prod///a//b/", "/a//b/", "a//b")]
    [InlineData("/Prod//", "/", null)]
    [InlineData("/%50rod/a", "/a", "a")]
    public async Task The_stage_stands_in_front_of_the_path(string sent, string path, string? proxy)
    {
        await using var gateway = await Gateway.StartAsync(Sources.Rest("r1s2t3u4v5", "Prod", "", "GET /", "GET /{proxy+}"));
        await gateway.SendRawAsync($"GET {sent} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        var made = gateway.Event();
        Assert.Equal((path, sent, proxy), (made["path"]!.GetValue<string>(), made["requestContext"]!["path"]!.GetValue<string>(), made["pathParameters"]?["proxy"]?.GetValue<string>()));
    }

    [Theory]
    [InlineData("image/png", "image/png; q=1", true)]
    [InlineData("image~1png", "image/png", true)]
    [InlineData("image/*", "image/gif", true)]
    [InlineData("*/*", null, true)]
    [InlineData("image/png", "image/gif", false)]
    [InlineData("image/png", null, false)]
    public async Task Bodies_of_binary_media_types_are_base64(string configured, string? sent, bool isBase64)
    {
        await using var gateway = await Gateway.StartAsync(Sources.Rest("r1s2t3u4v5", "Prod", $$""","BinaryMediaTypes":["{{configured}}"]""", "POST /"));
        await gateway.SendRawAsync($"POST /Prod/ HTTP/1.1\r\nHost: h\r\n{(sent is null ? "" : $"Content-Type: {sent}\r\n")}Content-Length: 2\r\nConnection: close\r\n\r\na\xff");
        var made = gateway.Event();
        Assert.Equal((isBase64 ? "Yf8=" : "a\uFFFD", isBase64), (made["body"]!.GetValue<string>(), made["isBase64Encoded"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("""{"statusCode":200,"body":"aGk=","isBase64Encoded":true}""", "*/*", "hi")]
    [InlineData("""{"statusCode":200,"body":"aGk=","isBase64Encoded":true}""", "image/png", "aGk=")]
    [InlineData("""{"statusCode":200,"body":"aGk=","isBase64Encoded":true,"headers":{"Content-Type":"image/png"}}""", "image/png", "hi")]
    public async Task Base64_is_decoded_for_binary_media_types_only(string returned, string configured, string body)
    {
        await using var gateway = await Gateway.StartAsync(Sources.Rest("r1s2t3u4v5", "Prod", $$""","BinaryMediaTypes":["{{configured}}"]""", "GET /"));
        gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, returned));
        Assert.Equal(body, await gateway.Client.GetStringAsync(new Uri("/Prod/", UriKind.Relative), Cancellation));
    }

    [Theory]
    [InlineData("""{"headers":{"a":true}}""", 200, "application/json", "")]
    [InlineData("""{"statusCode":"201","body":"x"}""", 201, "application/json", "x")]
    [InlineData("""{"body":"x"}""", 200, "application/json", "x")]
    [InlineData("\"text\"", 502, "application/json", Broken)]
    [InlineData("null", 502, "application/json", Broken)]
    [InlineData("[]", 502, "application/json", Broken)]
    [InlineData("""{"statusCode":200,"surplus":1}""", 502, "application/json", Broken)]
    [InlineData("""{"statusCode":200,"body":{"a":1}}""", 502, "application/json", Broken)]
    [InlineData("""{"statusCode":"x"}""", 502, "application/json", Broken)]
    [InlineData("not json", 502, "application/json", Broken)]
    public async Task Answers(string returned, int status, string contentType, string body)
    {
        await using var gateway = await Gateway.StartAsync(Sources.Rest("r1s2t3u4v5", "Prod", "", "GET /"));
        gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, returned));
        await AssertAnswerAsync(gateway, "/Prod/", status, contentType, body, status == 502 ? "InternalServerErrorException" : null);
    }

    public static TheoryData<LambdaError, int, string, string> Refusals() => new()
    {
        { LambdaErrors.TooManyRequests, 429, """{"message":"Too Many Requests"}""", "TooManyRequestsException" },
        { LambdaErrors.RequestTooLarge, 413, """{"message":"Request Too Long"}""", "RequestTooLargeException" },
        { LambdaErrors.ResourceNotFound, 500, Broken, "InternalServerErrorException" },
        { LambdaErrors.Unavailable, 503, """{"message":"Service Unavailable"}""", "ServiceUnavailableException" },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public async Task Refusals_have_the_names_of_a_rest_api(LambdaError error, int status, string body, string type)
    {
        await using var gateway = await Gateway.StartAsync(Sources.Rest("r1s2t3u4v5", "Prod", "", "GET /"));
        gateway.Bus.Answer = _ => throw new LambdaException(error, "secret");
        await AssertAnswerAsync(gateway, "/Prod/", status, "application/json", body, type);
    }

    [Fact]
    public async Task A_function_error_is_502()
    {
        await using var gateway = await Gateway.StartAsync(Sources.Rest("r1s2t3u4v5", "Prod", "", "GET /"));
        gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, "{}") with { FunctionError = "Unhandled" });
        await AssertAnswerAsync(gateway, "/Prod/", 502, "application/json", Broken, "InternalServerErrorException");
    }

    [Theory]
    [InlineData("/Prod/none", "h")]
    [InlineData("/Prod", "h")]
    [InlineData("/", "r1s2t3u4v5.execute-api.localhost")]
    public async Task No_route_is_403(string path, string host)
    {
        await using var gateway = await Gateway.StartAsync(Sources.Rest("r1s2t3u4v5", "Prod", "", "GET /a"));
        var answer = await gateway.SendRawAsync($"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("x-amzn-ErrorType: MissingAuthenticationTokenException\r\n", answer, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("\r\n\r\n{\"message\":\"Missing Authentication Token\"}", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stages_of_an_api_stand_side_by_side()
    {
        await using var gateway = await Gateway.StartAsync([
            .. Sources.Rest("r1s2t3u4v5", "dev", ""","StageVariables":{"s":"d"}"""),
            .. Sources.Rest("r1s2t3u4v5", "live", ""","StageVariables":{"s":"l"}""", "GET /a"),
        ]);
        await gateway.Client.GetStringAsync(new Uri("/dev/a", UriKind.Relative), Cancellation);
        await gateway.Client.GetStringAsync(new Uri("/live/a", UriKind.Relative), Cancellation);
        Assert.Equal(["d", "l"], gateway.Bus.Requests.Select(request => Gateway.Parse(request)["stageVariables"]!["s"]!.GetValue<string>()));
        Assert.Equal(["Information: HTTP APIs: 1 routes of 1 APIs in force"], gateway.Log.From(LogLevel.Information).Where(line => line.Contains("HTTP APIs", StringComparison.Ordinal)));
    }

    public static TheoryData<string> Recorded()
    {
        if (SampleFolder.Find("expected") is not { } folder)
        {
            return [""];
        }

        var cases = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "rest-responses.json")))!["cases"]!.AsArray();
        return [.. cases.Select(one => one!.ToJsonString())];
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task Answers_as_recorded(string recorded)
    {
        Assert.SkipWhen(recorded.Length == 0, SampleFolder.Missing);
        var expected = JsonNode.Parse(recorded)!;
        await using var gateway = await Gateway.StartAsync(Sources.Rest("r1s2t3u4v5", "stage", "", "GET /"));
        gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, expected["returned"]!.ToJsonString()));
        using var answer = await gateway.Client.GetAsync(new Uri("/stage/", UriKind.Relative), Cancellation);
        Assert.Equal(expected["status"]!.GetValue<int>(), (int)answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        if (expected["body"] is { } body)
        {
            Assert.Equal(body.GetValue<string>(), await answer.Content.ReadAsStringAsync(Cancellation));
        }

        foreach (var (name, value) in expected["headers"]?.AsObject() ?? [])
        {
            Assert.Equal(value!.GetValue<string>(), string.Join(", ", answer.Headers.GetValues(name)));
        }
    }

    private static string Text(Gateway gateway, string name) => gateway.Event()["requestContext"]![name]!.GetValue<string>();

    private static async Task AssertAnswerAsync(Gateway gateway, string path, int status, string contentType, string body, string? errorType)
    {
        using var answer = await gateway.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        Assert.Equal((status, contentType, body), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), await answer.Content.ReadAsStringAsync(Cancellation)));
        Assert.True(Guid.TryParseExact(answer.Headers.GetValues("x-amzn-RequestId").Single(), "D", out _));
        Assert.Matches("^[A-Za-z0-9_-]{15}=$", answer.Headers.GetValues("x-amz-apigw-id").Single());
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$", answer.Headers.GetValues("X-Amzn-Trace-Id").Single());
        Assert.False(answer.Headers.Contains("apigw-requestid"));
        Assert.Equal(errorType, answer.Headers.TryGetValues("x-amzn-ErrorType", out var values) ? values.Single() : null);
    }
}

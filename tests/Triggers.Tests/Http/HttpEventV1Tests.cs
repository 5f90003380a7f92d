using System.Text;
using System.Text.Json.Nodes;

namespace Triggers.Tests.Http;

/// <summary>Whole events of payload format 1.0 on HTTP APIs.</summary>
public sealed class HttpEventV1Tests
{
    private const string Format1 = ""","PayloadFormatVersion":"1.0" """;

    [Fact]
    public async Task Writes_the_smallest_request_with_nulls()
    {
        await using var gateway = await Gateway.StartAsync([Sources.Route("a1b2c3d4e5", "$default", "f", Format1)]);
        await gateway.SendRawAsync("GET / HTTP/1.1\r\nHost: localhost:3000\r\nConnection: close\r\n\r\n");
        AssertEvent(gateway, """
            {
              "version": "1.0",
              "resource": "$default",
              "path": "/",
              "httpMethod": "GET",
              "headers": {
                "host": "localhost:3000", "content-length": "0", "x-amzn-trace-id": "TRACE", "x-forwarded-for": "127.0.0.1",
                "x-forwarded-port": "PORT", "x-forwarded-proto": "http"
              },
              "multiValueHeaders": {
                "host": ["localhost:3000"], "content-length": ["0"], "x-amzn-trace-id": ["TRACE"], "x-forwarded-for": ["127.0.0.1"],
                "x-forwarded-port": ["PORT"], "x-forwarded-proto": ["http"]
              },
              "queryStringParameters": null,
              "multiValueQueryStringParameters": null,
              "pathParameters": null,
              "stageVariables": null,
              "requestContext": {
                "accountId": "000000000000",
                "apiId": "a1b2c3d4e5",
                "domainName": "localhost:3000",
                "domainPrefix": "localhost",
                "extendedRequestId": "REQUEST",
                "httpMethod": "GET",
                "identity": {
                  "accessKey": null, "accountId": null, "caller": null, "cognitoAuthenticationProvider": null, "cognitoAuthenticationType": null,
                  "cognitoIdentityId": null, "cognitoIdentityPoolId": null, "principalOrgId": null, "sourceIp": "127.0.0.1", "user": null,
                  "userAgent": null, "userArn": null
                },
                "path": "/",
                "protocol": "HTTP/1.1",
                "requestId": "REQUEST",
                "requestTime": "12/Mar/2020:19:03:58 +0000",
                "requestTimeEpoch": 1584039838390,
                "resourceId": "$default",
                "resourcePath": "$default",
                "stage": "$default"
              },
              "body": null,
              "isBase64Encoded": false
            }
            """);
    }

    [Fact]
    public async Task Writes_every_member_of_a_request_that_has_them_all()
    {
        await using var gateway = await Gateway.StartAsync(
        [
            Sources.Describe("""{"ApiId":"a1b2c3d4e5","StageName":"prod","StageVariables":{"table":"orders"}}"""),
            Sources.Route("a1b2c3d4e5", "ANY /files/{bucket}/{proxy+}", "files", Format1),
        ]);
        await gateway.SendRawAsync(
            "POST /prod/files/my%20bucket/a%2Fb//c/?x=1&y=%C3%BC+z&x=2&flag HTTP/1.1\r\nHost: h\r\nUser-Agent: curl/8\r\nX-Two: 1\r\nx-two: 2, 3\r\n" +
            "Cookie: a=1; b=2\r\nContent-Type: application/json\r\nContent-Length: 7\r\nConnection: close\r\n\r\n{\"a\":1}");
        AssertEvent(gateway, """
            {
              "version": "1.0",
              "resource": "/files/{bucket}/{proxy+}",
              "path": "/prod/files/my%20bucket/a%2Fb//c/",
              "httpMethod": "POST",
              "headers": {
                "host": "h", "user-agent": "curl/8", "x-two": "2, 3", "cookie": "a=1; b=2", "content-type": "application/json", "content-length": "7",
                "x-amzn-trace-id": "TRACE", "x-forwarded-for": "127.0.0.1", "x-forwarded-port": "PORT", "x-forwarded-proto": "http"
              },
              "multiValueHeaders": {
                "host": ["h"], "user-agent": ["curl/8"], "x-two": ["1", "2, 3"], "cookie": ["a=1; b=2"], "content-type": ["application/json"],
                "content-length": ["7"], "x-amzn-trace-id": ["TRACE"], "x-forwarded-for": ["127.0.0.1"], "x-forwarded-port": ["PORT"],
                "x-forwarded-proto": ["http"]
              },
              "queryStringParameters": { "x": "2", "y": "ü z", "flag": "" },
              "multiValueQueryStringParameters": { "x": ["1", "2"], "y": ["ü z"], "flag": [""] },
              "pathParameters": { "bucket": "my bucket", "proxy": "a/b//c/" },
              "stageVariables": { "table": "orders" },
              "requestContext": {
                "accountId": "000000000000",
                "apiId": "a1b2c3d4e5",
                "domainName": "h",
                "domainPrefix": "h",
                "extendedRequestId": "REQUEST",
                "httpMethod": "POST",
                "identity": {
                  "accessKey": null, "accountId": null, "caller": null, "cognitoAuthenticationProvider": null, "cognitoAuthenticationType": null,
                  "cognitoIdentityId": null, "cognitoIdentityPoolId": null, "principalOrgId": null, "sourceIp": "127.0.0.1", "user": null,
                  "userAgent": "curl/8", "userArn": null
                },
                "path": "/prod/files/my%20bucket/a%2Fb//c/",
                "protocol": "HTTP/1.1",
                "requestId": "REQUEST",
                "requestTime": "12/Mar/2020:19:03:58 +0000",
                "requestTimeEpoch": 1584039838390,
                "resourceId": "ANY /files/{bucket}/{proxy+}",
                "resourcePath": "/files/{bucket}/{proxy+}",
                "stage": "prod"
              },
              "body": "{\"a\":1}",
              "isBase64Encoded": false
            }
            """);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "a=1", "YT0x", true)]
    [InlineData("text/plain", "\xff", "/w==", true)]
    [InlineData("text/plain", "a", "a", false)]
    public async Task Bodies_are_text_or_base64_as_in_format_2(string type, string body, string expected, bool isBase64)
    {
        await using var gateway = await Gateway.StartAsync([Sources.Route("a1b2c3d4e5", "POST /", "f", Format1)]);
        await gateway.SendRawAsync($"POST / HTTP/1.1\r\nHost: h\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");
        var made = gateway.Event();
        Assert.Equal((expected, isBase64), (made["body"]!.GetValue<string>(), made["isBase64Encoded"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("""{"statusCode":201}""", 201, "text/plain; charset=utf-8", "")]
    [InlineData("""{"statusCode":"404","body":"gone"}""", 404, "text/plain; charset=utf-8", "gone")]
    [InlineData("""{"statusCode":200,"body":"aGVsbG8=","isBase64Encoded":true}""", 200, "text/plain; charset=utf-8", "hello")]
    [InlineData("""{"statusCode":200,"multiValueHeaders":{"content-type":["x/y"]},"body":"x"}""", 200, "x/y", "x")]
    [InlineData("""{"statusCode":200,"surplus":1,"cookies":["a=b"],"body":"x"}""", 200, "text/plain; charset=utf-8", "x")]
    [InlineData("""{"statusCode":200,"body":{"a":1}}""", 200, "text/plain; charset=utf-8", """{"a":1}""")]
    [InlineData("""{"body":"only"}""", 500, "application/json", """{"message":"Internal Server Error"}""")]
    [InlineData("\"hello\"", 500, "application/json", """{"message":"Internal Server Error"}""")]
    [InlineData("[1]", 500, "application/json", """{"message":"Internal Server Error"}""")]
    [InlineData("null", 500, "application/json", """{"message":"Internal Server Error"}""")]
    [InlineData("<html>", 500, "application/json", """{"message":"Internal Server Error"}""")]
    [InlineData("", 500, "application/json", """{"message":"Internal Server Error"}""")]
    [InlineData("""{"statusCode":200,"multiValueHeaders":{"a":"no list"}}""", 500, "application/json", """{"message":"Internal Server Error"}""")]
    [InlineData("""{"statusCode":200,"multiValueHeaders":{"a b":["c"]}}""", 500, "application/json", """{"message":"Internal Server Error"}""")]
    [InlineData("""{"statusCode":200,"multiValueHeaders":{"a":[["c"]]}}""", 500, "application/json", """{"message":"Internal Server Error"}""")]
    [InlineData("""{"statusCode":200,"multiValueHeaders":7}""", 500, "application/json", """{"message":"Internal Server Error"}""")]
    public async Task Nothing_is_made_up_for_what_a_response_lacks(string returned, int status, string contentType, string body)
    {
        await using var gateway = await Gateway.StartAsync([Sources.Route("a1b2c3d4e5", "GET /", "f", Format1)]);
        gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, returned));
        using var answer = await gateway.Client.GetAsync(gateway.Address, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((status, contentType, body), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), text));
        Assert.False(answer.Headers.Contains("set-cookie"));
    }

    /// <summary>What no test can know beforehand, taken out.</summary>
    internal static JsonNode Settled(Gateway gateway)
    {
        var made = gateway.Event();
        foreach (var (name, value) in made["headers"]!.AsObject().ToArray())
        {
            var settled = value!.GetValue<string>() switch
            {
                var text when name.Equals("x-amzn-trace-id", StringComparison.OrdinalIgnoreCase) && text.StartsWith("Root=1-5e6a879e-", StringComparison.Ordinal) => "TRACE",
                var text when name.Equals("x-forwarded-port", StringComparison.OrdinalIgnoreCase) && text == $"{gateway.Address.Port}" => "PORT",
                var text => text,
            };
            if (settled != value.GetValue<string>())
            {
                made["headers"]![name] = settled;
                made["multiValueHeaders"]![name] = new JsonArray(settled);
            }
        }

        var context = made["requestContext"]!;
        context["requestId"] = Short(context["requestId"]!.GetValue<string>());
        context["extendedRequestId"] = Short(context["extendedRequestId"]!.GetValue<string>());
        return made;

        static string Short(string id) => Guid.TryParseExact(id, "D", out _) ? "UUID" : id.Length == 16 && id.EndsWith('=') ? "REQUEST" : Encoding.UTF8.GetByteCount(id) + " bytes";
    }

    internal static void AssertEvent(Gateway gateway, string expected) =>
        HttpEventV2Tests.AssertSame(JsonNode.Parse(expected)!, Settled(gateway));
}

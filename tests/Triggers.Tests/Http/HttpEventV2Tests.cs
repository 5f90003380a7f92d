using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Triggers.Tests.Http;

/// <summary>Whole events, as a request over a real socket makes them.</summary>
public sealed partial class HttpEventV2Tests
{
    [Fact]
    public async Task Writes_the_smallest_request()
    {
        await using var gateway = await Gateway.StartAsync("GET /");
        await gateway.SendRawAsync("GET / HTTP/1.1\r\nHost: localhost:3000\r\nConnection: close\r\n\r\n");
        AssertEvent(gateway, """
            {
              "version": "2.0",
              "routeKey": "GET /",
              "rawPath": "/",
              "rawQueryString": "",
              "headers": {
                "content-length": "0",
                "host": "localhost:3000",
                "x-amzn-trace-id": "TRACE",
                "x-forwarded-for": "127.0.0.1",
                "x-forwarded-port": "PORT",
                "x-forwarded-proto": "http"
              },
              "requestContext": {
                "accountId": "000000000000",
                "apiId": "a1b2c3d4e5",
                "domainName": "localhost:3000",
                "domainPrefix": "localhost",
                "http": {
                  "method": "GET",
                  "path": "/",
                  "protocol": "HTTP/1.1",
                  "sourceIp": "127.0.0.1",
                  "userAgent": ""
                },
                "requestId": "REQUEST",
                "routeKey": "GET /",
                "stage": "$default",
                "time": "12/Mar/2020:19:03:58 +0000",
                "timeEpoch": 1584039838390
              },
              "isBase64Encoded": false
            }
            """);
    }

    [Fact]
    public async Task Writes_every_member_of_a_request_that_has_them_all()
    {
        await using var gateway = await Gateway.StartAsync(
            [
                Sources.Describe("""{"ApiId":"a1b2c3d4e5","StageName":"prod","StageVariables":{"table":"orders","size":3}}"""),
                Sources.Route("a1b2c3d4e5", "ANY /files/{bucket}/{proxy+}", "files"),
            ],
            "--Aws:AccountId=123456789012");
        const string Body = """{"a":"ü \"quoted\" \\ \u0001"}""";
        await gateway.SendRawAsync(
            "POST /prod/files/my%20bucket/a%2Fb//c+d.txt?x=1&y=%C3%BC+z&x=2&flag&x=%2C&=v&q=a=b HTTP/1.1\r\n" +
            "Host: A1B2C3D4E5.execute-api.us-east-1.amazonaws.com\r\nUser-Agent: curl/7.58.0\r\nX-Two: 1\r\nx-two: 2, 3\r\n" +
            "Cookie: a=1; b=\"2\";c\r\nX-Amzn-Trace-Id: Root=1-5e9f0c65-1de4d666d4dd26aced652b6c;Sampled=1\r\nX-Forwarded-For: 9.9.9.9\r\n" +
            "X-Forwarded-Port: 443\r\nX-Forwarded-Proto: https\r\nProxy-Thing: no\r\nTE: trailers\r\nKeep-Alive: timeout=5\r\n" +
            $"Content-Type: application/json; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(Body)}\r\nConnection: close\r\n\r\n" +
            Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Body)));
        AssertEvent(gateway, """
            {
              "version": "2.0",
              "routeKey": "ANY /files/{bucket}/{proxy+}",
              "rawPath": "/prod/files/my bucket/a/b//c+d.txt",
              "rawQueryString": "x=1&y=%C3%BC+z&x=2&flag&x=%2C&=v&q=a=b",
              "cookies": ["a=1", "b=\"2\"", "c"],
              "headers": {
                "content-length": "31",
                "content-type": "application/json; charset=utf-8",
                "host": "A1B2C3D4E5.execute-api.us-east-1.amazonaws.com",
                "user-agent": "curl/7.58.0",
                "x-amzn-trace-id": "Root=1-5e9f0c65-1de4d666d4dd26aced652b6c;Sampled=1",
                "x-forwarded-for": "9.9.9.9, 127.0.0.1",
                "x-forwarded-port": "PORT",
                "x-forwarded-proto": "http",
                "x-two": "1,2, 3"
              },
              "queryStringParameters": { "x": "1,2,,", "y": "ü z", "flag": "", "": "v", "q": "a=b" },
              "requestContext": {
                "accountId": "123456789012",
                "apiId": "a1b2c3d4e5",
                "domainName": "A1B2C3D4E5.execute-api.us-east-1.amazonaws.com",
                "domainPrefix": "A1B2C3D4E5",
                "http": {
                  "method": "POST",
                  "path": "/prod/files/my bucket/a/b//c+d.txt",
                  "protocol": "HTTP/1.1",
                  "sourceIp": "127.0.0.1",
                  "userAgent": "curl/7.58.0"
                },
                "requestId": "REQUEST",
                "routeKey": "ANY /files/{bucket}/{proxy+}",
                "stage": "prod",
                "time": "12/Mar/2020:19:03:58 +0000",
                "timeEpoch": 1584039838390
              },
              "body": "{\"a\":\"ü \\\"quoted\\\" \\\\ \\u0001\"}",
              "pathParameters": { "bucket": "my bucket", "proxy": "a/b//c+d.txt" },
              "isBase64Encoded": false,
              "stageVariables": { "table": "orders", "size": "3" }
            }
            """);
        Assert.Equal("Root=1-5e9f0c65-1de4d666d4dd26aced652b6c;Sampled=1", gateway.Bus.Requests.Single().TraceId);
    }

    /// <summary>What no test can know beforehand is checked for its shape, and then taken out.</summary>
    internal static JsonNode Settled(Gateway gateway, JsonNode produced)
    {
        var context = produced["requestContext"]!;
        Assert.Matches(RequestId(), context["requestId"]!.GetValue<string>());
        context["requestId"] = "REQUEST";
        var headers = produced["headers"]!;
        if (MadeTrace().IsMatch(headers["x-amzn-trace-id"]!.GetValue<string>()))
        {
            headers["x-amzn-trace-id"] = "TRACE";
        }

        if (headers["x-forwarded-port"]!.GetValue<string>() == $"{gateway.Address.Port}")
        {
            headers["x-forwarded-port"] = "PORT";
        }

        return produced;
    }

    internal static void AssertSame(JsonNode expected, JsonNode produced)
    {
        if (!JsonNode.DeepEquals(expected, produced))
        {
            var readable = new JsonSerializerOptions { WriteIndented = true };
            Assert.Equal(Sorted(expected).ToJsonString(readable), Sorted(produced).ToJsonString(readable));
        }
    }

    private static void AssertEvent(Gateway gateway, string expected) =>
        AssertSame(JsonNode.Parse(expected)!, Settled(gateway, gateway.Event()));

    private static JsonNode Sorted(JsonNode node) => node is JsonObject members
        ? new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : Sorted(member.Value))))
        : node.DeepClone();

    [GeneratedRegex("^[A-Za-z0-9_-]{15}=$")]
    private static partial Regex RequestId();

    // The hour of the tests' clock.
    [GeneratedRegex("^Root=1-5e6a879e-[0-9a-f]{24}$")]
    private static partial Regex MadeTrace();
}

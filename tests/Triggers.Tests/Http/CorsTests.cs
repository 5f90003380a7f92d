namespace Triggers.Tests.Http;

/// <summary>Rules for other origins: answered by the gateway, without the function.</summary>
public sealed class CorsTests
{
    private const string Rules =
        ""","Cors":{"AllowOrigins":["https://a.example","http://*"],"AllowMethods":["GET","POST"],"AllowHeaders":["x-one","x-two"],"ExposeHeaders":["x-three"],"MaxAge":600}""";

    private const string UrlId = "abcdefghijklmnopqrstuvwxyz012345";

    [Fact]
    public async Task A_preflight_is_answered_without_the_function()
    {
        await using var gateway = await StartAsync(Rules, "ANY /a");
        Assert.Equal(
            [
                "HTTP/1.1 204 No Content", "access-control-allow-headers: x-one,x-two", "access-control-allow-methods: GET,POST",
                "access-control-allow-origin: https://a.example", "access-control-max-age: 600", "vary: origin",
            ],
            await HeadersAsync(gateway, "OPTIONS /a", "Origin: https://a.example\r\nAccess-Control-Request-Method: GET\r\n"));
        Assert.Empty(gateway.Bus.Requests);
    }

    [Theory]
    [InlineData("OPTIONS /a", "Origin: https://b.example\r\nAccess-Control-Request-Method: GET\r\n", "HTTP/1.1 204 No Content")]
    [InlineData("OPTIONS /a", "Origin: https://a.example\r\n", "HTTP/1.1 200 OK")]
    [InlineData("OPTIONS /none", "Origin: https://a.example\r\nAccess-Control-Request-Method: GET\r\n", "HTTP/1.1 404 Not Found")]
    public async Task Other_questions_get_other_answers(string request, string headers, string expected)
    {
        await using var gateway = await StartAsync(Rules, "ANY /a");
        Assert.Equal(expected, (await HeadersAsync(gateway, request, headers))[0]);
    }

    [Fact]
    public async Task Any_origin_is_a_star_and_with_credentials_the_origin_itself()
    {
        await using var open = await StartAsync(""","Cors":{"AllowOrigins":["*"],"AllowMethods":["*"],"AllowHeaders":["*"]}""", "GET /");
        const string Asked = "Origin: http://x\r\nAccess-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: x-a,x-b\r\n";
        Assert.Equal(
            ["HTTP/1.1 204 No Content", "access-control-allow-headers: *", "access-control-allow-methods: *", "access-control-allow-origin: *"],
            await HeadersAsync(open, "OPTIONS /", Asked.Replace("PUT", "GET", StringComparison.Ordinal)));
        await using var closed = await StartAsync(
            ""","Cors":{"AllowOrigins":["*"],"AllowMethods":["*"],"AllowHeaders":["*"],"AllowCredentials":true}""", "ANY /");
        Assert.Equal(
            [
                "HTTP/1.1 204 No Content", "access-control-allow-credentials: true", "access-control-allow-headers: x-a,x-b",
                "access-control-allow-methods: PUT", "access-control-allow-origin: http://x", "vary: origin",
            ],
            await HeadersAsync(closed, "OPTIONS /", Asked));
    }

    [Fact]
    public async Task What_the_function_says_does_not_count()
    {
        await using var gateway = await StartAsync(Rules, "GET /a");
        gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request,
            """{"statusCode":200,"headers":{"Access-Control-Allow-Origin":"*","access-control-allow-private-network":"true"}}"""));
        Assert.Equal(
            ["HTTP/1.1 200 OK", "access-control-allow-origin: http://b", "access-control-expose-headers: x-three", "vary: origin"],
            await HeadersAsync(gateway, "GET /a", "Origin: http://b\r\n"));
        Assert.Equal(["HTTP/1.1 200 OK"], await HeadersAsync(gateway, "GET /a", "Origin: https://evil.example\r\n"));
        Assert.Equal(["HTTP/1.1 200 OK"], await HeadersAsync(gateway, "GET /a", ""));
    }

    [Fact]
    public async Task An_error_has_the_headers_too()
    {
        await using var gateway = await StartAsync(Rules, "GET /a");
        gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, "{}") with { FunctionError = "Unhandled" });
        Assert.Equal(
            ["HTTP/1.1 500 Internal Server Error", "access-control-allow-origin: http://b", "access-control-expose-headers: x-three", "vary: origin"],
            await HeadersAsync(gateway, "GET /a", "Origin: http://b\r\n"));
    }

    [Fact]
    public async Task A_function_url_has_its_own()
    {
        await using var gateway = await Gateway.StartAsync([Sources.Url(UrlId, "f", ""","AuthType":"NONE" """ + Rules)]);
        Assert.Equal(
            ["HTTP/1.1 200 OK", "access-control-allow-headers: x-one,x-two", "access-control-allow-methods: GET,POST", "access-control-allow-origin: http://b", "access-control-max-age: 600", "vary: origin"],
            await HeadersAsync(gateway, "OPTIONS /any/where", "Origin: http://b\r\nAccess-Control-Request-Method: GET\r\n", $"{UrlId}.lambda-url.localhost"));
        Assert.Empty(gateway.Bus.Requests);
    }

    [Fact]
    public async Task A_rest_api_answers_options_with_its_rules_and_leaves_the_rest_to_its_functions()
    {
        await using var gateway = await Gateway.StartAsync(Sources.Rest(
            "r1s2t3u4v5", "Prod", ""","Cors":{"AllowOrigins":["https://a.example"],"AllowHeaders":["x-one"],"MaxAge":"60","AllowCredentials":true}""",
            "GET /a", "POST /a", "OPTIONS /own"));
        Assert.Equal(
            [
                "HTTP/1.1 200 OK", "access-control-allow-credentials: true", "access-control-allow-headers: x-one", "access-control-allow-methods: GET,OPTIONS,POST",
                "access-control-allow-origin: https://a.example", "access-control-max-age: 60",
            ],
            await HeadersAsync(gateway, "OPTIONS /Prod/a", "Origin: https://other.example\r\nAccess-Control-Request-Method: GET\r\n"));
        Assert.Empty(gateway.Bus.Requests);
        gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, """{"statusCode":200,"headers":{"Access-Control-Allow-Origin":"its own"}}"""));
        Assert.Equal(["HTTP/1.1 200 OK", "access-control-allow-origin: its own"], await HeadersAsync(gateway, "GET /Prod/a", "Origin: https://a.example\r\n"));
        Assert.Equal(["HTTP/1.1 200 OK", "access-control-allow-origin: its own"], await HeadersAsync(gateway, "OPTIONS /Prod/own", ""));
    }

    private static Task<Gateway> StartAsync(string more, string route) => Gateway.StartAsync(
        [Sources.Describe($$"""{"ApiId":"a1b2c3d4e5"{{more}}}"""), Sources.Route("a1b2c3d4e5", route, "f")]);

    // The status line, and the headers that are about origins, in order of their names.
    private static async Task<string[]> HeadersAsync(Gateway gateway, string request, string headers, string host = "h")
    {
        var answer = await gateway.SendRawAsync($"{request} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n");
        var lines = answer.Split("\r\n\r\n")[0].Split("\r\n");
        return
        [
            lines[0],
            .. lines[1..].Select(line => line.Split(": ", 2)).Select(pair => $"{pair[0].ToLowerInvariant()}: {pair[1]}")
                .Where(line => line.StartsWith("access-control-", StringComparison.Ordinal) || line.StartsWith("vary", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }
}

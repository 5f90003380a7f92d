using Microsoft.Extensions.Logging;
using Triggers.Contracts;

namespace Triggers.Tests.Http;

/// <summary>Which function a request reaches, with what is deployed at the moment.</summary>
public sealed class HttpRoutesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Follows_the_catalog()
    {
        await using var gateway = await Gateway.StartAsync("GET /a");
        Assert.Equal("f0", await CallAsync(gateway, "GET", "/a"));
        gateway.Catalog.Publish([.. Sources.Api("a1b2c3d4e5", "GET /b", "GET /a")]);
        Assert.Equal("f1", await CallAsync(gateway, "GET", "/a"));
        gateway.Catalog.Publish([]);
        Assert.Equal("404", await CallAsync(gateway, "GET", "/a"));
    }

    [Fact]
    public async Task Several_APIs_share_the_plain_address_and_each_has_its_own_name()
    {
        await using var gateway = await Gateway.StartAsync(
        [
            Sources.Describe("""{"ApiId":"first00000"}"""),
            Sources.Describe("""{"ApiId":"second0000","StageName":"$default"}"""),
            Sources.Describe("""{"ApiId":"staged0000","StageName":"dev"}"""),
            Sources.Route("first00000", "GET /a", "first-a"),
            Sources.Route("first00000", "$default", "first-default"),
            Sources.Route("second0000", "GET /a", "second-a"),
            Sources.Route("second0000", "GET /b/{id}", "second-b"),
            Sources.Route("staged0000", "GET /a", "staged-a"),
            Sources.Route("staged0000", "$default", "staged-default"),
        ]);
        Assert.Equal("first-a", await CallAsync(gateway, "GET", "/a"));
        Assert.Equal("second-b", await CallAsync(gateway, "GET", "/b/1"));
        Assert.Equal("first-default", await CallAsync(gateway, "GET", "/c"));
        Assert.Equal("staged-a", await CallAsync(gateway, "GET", "/dev/a"));
        Assert.Equal("staged-default", await CallAsync(gateway, "PUT", "/dev"));
        Assert.Equal("staged-default", await CallAsync(gateway, "GET", "/dev/b/1"));
        Assert.Equal("second-a", await CallAsync(gateway, "GET", "/a", "second0000.execute-api.us-east-1.amazonaws.com"));
        Assert.Equal("404", await CallAsync(gateway, "GET", "/c", "SECOND0000.execute-api.localhost:3000"));
        Assert.Equal("404", await CallAsync(gateway, "GET", "/a", "staged0000.execute-api.localhost"));
        Assert.Equal("first-a", await CallAsync(gateway, "GET", "/a", "unknown.execute-api.localhost"));
        Assert.Equal(
            ["Warning: Route GET /a of API second0000 is reached by the host name second0000.execute-api.… only: on the plain address, route GET /a of API first00000 was there first"],
            gateway.Log.From(LogLevel.Warning));
    }

    [Fact]
    public async Task Leaves_out_what_cannot_be_served_and_says_so()
    {
        await using var gateway = await Gateway.StartAsync(
        [
            Sources.Describe("""{"Name":"no id"}"""),
            Sources.Describe("""{"ApiId":"a"}"""),
            Sources.Describe("""{"ApiId":"A","StageName":"$default"}"""),
            Sources.Route("a", "GET /x", "one"),
            Sources.Route("a", "GET /x", "two"),
            Sources.Route("a", "GET /{a+}/b", "three"),
            Sources.Route("a", "GET /y", "four", ""","TimeoutInMillis":"40000" """),
            Sources.Route("a", "GET /z", "five", ""","TimeoutInMillis":"soon","PayloadFormatVersion":2.0 """),
            Sources.Route("a", "GET /w", "six") with { Function = null },
            Sources.Describe("[]") with { Kind = EventSourceKinds.HttpApiRoute, Id = "broken" },
            Sources.Describe("{}") with { Kind = "S3", Id = "other" },
        ]);
        Assert.Equal("one", await CallAsync(gateway, "GET", "/x"));
        Assert.Equal("five", await CallAsync(gateway, "GET", "/z"));
        Assert.Equal(
            [
                """Error: HTTP API stack/{"Name":"no id"} is left out: it has no ApiId""",
                """Error: HTTP API stack/{"ApiId":"A","StageName":"$default"} is left out: another API has the ApiId 'A' and the stage '$default'""",
                "Error: Route GET /x (stack/two/GET /x) is left out: API a has that route already, and the first one stays",
                "Error: Route stack/three/GET /{a+}/b is left out: its path '/{a+}/b' cannot be read: '{a+}' takes everything to the end of the path, so nothing may follow it",
                """Warning: Route stack/four/GET /y: TimeoutInMillis must be 50 to 30000, was "40000"; 30000 is used""",
                """Warning: Route stack/five/GET /z: TimeoutInMillis must be 50 to 30000, was "soon"; 30000 is used""",
                "Error: Route stack/six/GET /w is left out: it needs an ApiId, a Path and a function",
                "Error: Route broken is left out: it needs an ApiId, a Path and a function",
            ],
            gateway.Log.From(LogLevel.Warning));
    }

    [Theory]
    [InlineData("/a/../b", "/a/../b", "a/../b")]
    [InlineData("/./a//", "/./a//", "./a//")]
    [InlineData("//", "//", "/")]
    [InlineData("/%2e%2E/x", "/../x", "../x")]
    [InlineData("/a%2Fb%3Fc", "/a/b?c", "a/b?c")]
    [InlineData("/100%25%2520", "/100%%20", "100%%20")]
    [InlineData("/\\x", "/\\x", "\\x")]
    [InlineData("/caf%C3%A9%ff", "/café%ff", "café%ff")]
    [InlineData("http://elsewhere.example/abs?q", "/abs", "abs")]
    public async Task Takes_the_path_as_it_was_sent(string target, string rawPath, string proxy)
    {
        await using var gateway = await Gateway.StartAsync("ANY /{proxy+}");
        var host = target.StartsWith('/') ? "h" : "elsewhere.example";
        Assert.StartsWith("HTTP/1.1 200", await gateway.SendRawAsync($"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
        var made = gateway.Event();
        Assert.Equal((rawPath, rawPath, proxy), (made["rawPath"]!.GetValue<string>(), made["requestContext"]!["http"]!["path"]!.GetValue<string>(), made["pathParameters"]!["proxy"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("GET /%00 HTTP/1.1")]
    [InlineData("GET /\u00e9 HTTP/1.1")]
    public async Task A_path_that_the_server_refuses_is_400_and_the_next_request_works(string line)
    {
        await using var gateway = await Gateway.StartAsync("ANY /{proxy+}");
        Assert.StartsWith("HTTP/1.1 400", await gateway.SendRawAsync($"{line}\r\nHost: h\r\n\r\n"), StringComparison.Ordinal);
        Assert.Equal("f0", await CallAsync(gateway, "GET", "/a"));
    }

    [Fact]
    public async Task A_target_without_a_path_has_the_path_of_the_root()
    {
        await using var gateway = await Gateway.StartAsync("OPTIONS /");
        Assert.StartsWith("HTTP/1.1 200", await gateway.SendRawAsync("OPTIONS * HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
        Assert.Equal("/", gateway.Event()["rawPath"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("10.0.0.0/8", "127.0.0.1", "2000", "http")]
    [InlineData("127.0.0.1", "5.6.7.8", "443", "https")]
    public async Task Believes_the_proxies_it_was_told_to(string trusted, string sourceIp, string port, string proto)
    {
        await using var gateway = await Gateway.StartAsync(Sources.Api("a1b2c3d4e5", "GET /"), $"--Http:TrustedProxies:0={trusted}");
        await gateway.SendRawAsync("GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 5.6.7.8\r\nX-Forwarded-Port: 443\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n");
        var made = gateway.Event();
        Assert.Equal(sourceIp, made["requestContext"]!["http"]!["sourceIp"]!.GetValue<string>());
        Assert.Equal("6.6.6.6,5.6.7.8, 127.0.0.1", made["headers"]!["x-forwarded-for"]!.GetValue<string>());
        Assert.Equal(port == "443" ? port : $"{gateway.Address.Port}", made["headers"]!["x-forwarded-port"]!.GetValue<string>());
        Assert.Equal(proto, made["headers"]!["x-forwarded-proto"]!.GetValue<string>());
    }

    private static async Task<string> CallAsync(Gateway gateway, string method, string path, string? host = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Headers.Host = host;
        using var answer = await gateway.Client.SendAsync(request, Cancellation);
        return (int)answer.StatusCode == 200 ? gateway.Bus.Requests.Last().Function.Name : $"{(int)answer.StatusCode}";
    }
}

using System.Text;
using Microsoft.Extensions.Logging;

namespace Triggers.Tests.Http;

/// <summary>What becomes of what a handler returns.</summary>
public sealed class HttpResponseTests
{
    private const string Broken = """{"message":"Internal Server Error"}""";

    [Theory]
    [InlineData("""{"statusCode":201}""", 201, "text/plain; charset=utf-8", "")]
    [InlineData("""{"statusCode":"404","body":"gone"}""", 404, "text/plain; charset=utf-8", "gone")]
    [InlineData("""{"body":"x","statusCode":200,"headers":{"Content-Type":"text/html"}}""", 200, "text/html", "x")]
    [InlineData("""{"statusCode":200,"headers":{"content-TYPE":"a/b"},"body":"first","body":"l\u00e4\"st"}""", 200, "a/b", "lä\"st")]
    [InlineData("""{"statusCode":200,"body":null}""", 200, "text/plain; charset=utf-8", "")]
    [InlineData("""{"statusCode":200,"body":"aGVsbG8=","isBase64Encoded":true}""", 200, "text/plain; charset=utf-8", "hello")]
    [InlineData("""{"statusCode":200,"body":"Pz8\/","isBase64Encoded":true}""", 200, "text/plain; charset=utf-8", "???")]
    [InlineData("""{"statusCode":200,"body":"aGVsbG8=","isBase64Encoded":null}""", 200, "text/plain; charset=utf-8", "aGVsbG8=")]
    [InlineData("""{"statusCode":200,"body":{"a": [1]}}""", 200, "text/plain; charset=utf-8", """{"a": [1]}""")]
    [InlineData("""{"statusCode":200,"body":12.50}""", 200, "text/plain; charset=utf-8", "12.50")]
    [InlineData("""{"statusCode":200,"headers":null,"cookies":"no list","multiValueHeaders":{"content-type":["x/y"]},"body":"x"}""", 200, "text/plain; charset=utf-8", "x")]
    [InlineData("""{"status\u0043ode":200,"body":"x"}""", 200, "text/plain; charset=utf-8", "x")]
    [InlineData("""{ "message" : "hi" }""", 200, "application/json", """{ "message" : "hi" }""")]
    [InlineData("""{"body":"only"}""", 200, "application/json", """{"body":"only"}""")]
    [InlineData("{}", 200, "application/json", "{}")]
    [InlineData("\"hello\"", 200, "application/json", "hello")]
    [InlineData("\"h\\u00e4\\n\"", 200, "application/json", "hä\n")]
    [InlineData("\"\"", 200, "application/json", "")]
    [InlineData("3", 200, "application/json", "3")]
    [InlineData("true", 200, "application/json", "true")]
    [InlineData("null", 200, "application/json", "null")]
    [InlineData("""["hello",3,true]""", 200, "application/json", """["hello",3,true]""")]
    [InlineData("<html>", 200, "application/json", "<html>")]
    [InlineData("", 200, "application/json", "")]
    [InlineData("""{"statusCode":200} and more""", 200, "application/json", """{"statusCode":200} and more""")]
    [InlineData("""{"statusCode":200""", 200, "application/json", """{"statusCode":200""")]
    [InlineData("""{"statusCode":199}""", 500, "application/json", Broken)]
    [InlineData("""{"statusCode":600}""", 500, "application/json", Broken)]
    [InlineData("""{"statusCode":200.5}""", 500, "application/json", Broken)]
    [InlineData("""{"statusCode":"2x0"}""", 500, "application/json", Broken)]
    [InlineData("""{"statusCode":""}""", 500, "application/json", Broken)]
    [InlineData("""{"statusCode":null}""", 500, "application/json", Broken)]
    [InlineData("""{"statusCode":[200]}""", 500, "application/json", Broken)]
    [InlineData("""{"statusCode":200,"body":"no base64!","isBase64Encoded":true}""", 500, "application/json", Broken)]
    [InlineData("""{"statusCode":200,"body":"x","isBase64Encoded":"yes"}""", 500, "application/json", Broken)]
    [InlineData("""{"statusCode":200,"headers":["a"]}""", 500, "application/json", Broken)]
    [InlineData("""{"statusCode":200,"headers":{"a":{}}}""", 500, "application/json", Broken)]
    [InlineData("""{"statusCode":200,"headers":{"a b":"c"}}""", 500, "application/json", Broken)]
    [InlineData("""{"statusCode":200,"headers":{"a":"b\r\nc: d"}}""", 500, "application/json", Broken)]
    [InlineData("""{"statusCode":200,"cookies":["a=\u0000"]}""", 500, "application/json", Broken)]
    public async Task Answers(string returned, int status, string contentType, string body)
    {
        await using var gateway = await Gateway.StartAsync("GET /");
        gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, returned));
        using var answer = await gateway.Client.GetAsync(gateway.Address, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((status, contentType, body), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), text));
        Assert.Equal(Encoding.UTF8.GetByteCount(body), answer.Content.Headers.ContentLength);
        Assert.Equal(gateway.Event()["requestContext"]!["requestId"]!.GetValue<string>(), answer.Headers.GetValues("apigw-requestid").Single());
        Assert.Equal(status == 500 ? 1 : 0, gateway.Log.From(LogLevel.Warning).Count(line => line.Contains("no answer can be made", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Sends_headers_and_cookies()
    {
        await using var gateway = await Gateway.StartAsync("GET /");
        gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, """
            {"statusCode":200,"body":"x","cookies":["a=1; Path=/",7,"b=2"],
             "headers":{"X-Number":1.50,"X-True":true,"X-None":null,"X-List":"a, b","x-utf8":"h\u00e4","Set-Cookie":"c=3",
                        "Content-Length":"99","Transfer-Encoding":"chunked","Connection":"close","Apigw-Requestid":"mine"}}
            """));
        var answer = await gateway.SendRawAsync("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        var lines = answer.Split("\r\n").Where(line => !line.StartsWith("Date:", StringComparison.Ordinal)).Order(StringComparer.OrdinalIgnoreCase);
        var id = gateway.Event()["requestContext"]!["requestId"]!.GetValue<string>();
        Assert.Equal(
            new[]
            {
                "HTTP/1.1 200 OK", "Connection: close", "Content-Length: 1", "Content-Type: text/plain; charset=utf-8", $"apigw-requestid: {id}",
                "Set-Cookie: a=1; Path=/", "Set-Cookie: b=2", "Set-Cookie: c=3", "X-List: a, b", "X-Number: 1.50", "X-True: true",
                "x-utf8: h\u00c3\u00a4", "", "x",
            }.Order(StringComparer.OrdinalIgnoreCase),
            lines);
    }

    [Theory]
    [InlineData("GET", """{"statusCode":204,"body":"no place"}""", "HTTP/1.1 204 No Content", null)]
    [InlineData("GET", """{"statusCode":205,"body":"no place"}""", "HTTP/1.1 205 Reset Content", "0")]
    [InlineData("GET", """{"statusCode":304,"body":"no place"}""", "HTTP/1.1 304 Not Modified", null)]
    [InlineData("HEAD", """{"statusCode":200,"body":"four"}""", "HTTP/1.1 200 OK", "4")]
    [InlineData("HEAD", """{"statusCode":200,"headers":{"Content-Length":"123"}}""", "HTTP/1.1 200 OK", "123")]
    [InlineData("HEAD", "\"four\"", "HTTP/1.1 200 OK", "4")]
    [InlineData("HEAD", """{"statusCode":0}""", "HTTP/1.1 500 Internal Server Error", "35")]
    public async Task Sends_no_body_where_none_may_be(string method, string returned, string statusLine, string? length)
    {
        await using var gateway = await Gateway.StartAsync("ANY /");
        gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, returned));

        // The second request shows that nothing is left over on the connection.
        var answers = await gateway.SendRawAsync(
            $"{method} / HTTP/1.1\r\nHost: h\r\n\r\nGET /none HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        var first = answers[..(answers.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)];
        Assert.StartsWith(statusLine, first, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 404", answers[first.Length..], StringComparison.Ordinal);
        var said = first.Split("\r\n").SingleOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal));
        Assert.Equal(length, said?["Content-Length: ".Length..]);
    }

    [Fact]
    public async Task Sends_a_body_of_megabytes_as_it_was()
    {
        await using var gateway = await Gateway.StartAsync("GET /");
        var body = string.Concat(Enumerable.Repeat("0123456789\"\\\n\u00e4", 300_000));
        gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, $$"""{"statusCode":200,"body":{{System.Text.Json.JsonSerializer.Serialize(body)}}}"""));
        Assert.Equal(body, await gateway.Client.GetStringAsync(gateway.Address, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Says_in_the_log_that_a_body_was_no_string()
    {
        await using var gateway = await Gateway.StartAsync("GET /");
        gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, """{"statusCode":200,"body":{"a":1}}"""));
        Assert.Equal("""{"a":1}""", await gateway.Client.GetStringAsync(gateway.Address, TestContext.Current.CancellationToken));
        Assert.Contains(gateway.Log.From(LogLevel.Warning), line => line.EndsWith("GET /: function f0 returned a body that is no string; its JSON text was sent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keeps_a_deeply_nested_body()
    {
        await using var gateway = await Gateway.StartAsync("GET /");
        var nested = new string('[', 5000) + new string(']', 5000);
        gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, $$"""{"x":{{nested}},"statusCode":200,"body":"ok"}"""));
        Assert.Equal("ok", await gateway.Client.GetStringAsync(gateway.Address, TestContext.Current.CancellationToken));
    }
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Triggers.Tests.Http;

/// <summary>Bodies: text and base64, sizes, the ways a body can come.</summary>
public sealed class HttpBodyTests
{
    private const string TooLarge = """{"message":"Request Entity Too Large"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text/plain", "h\u00e4", "hä", false)]
    [InlineData("application/json", "{}", "{}", false)]
    [InlineData("application/x-www-form-urlencoded", "a=1", "YT0x", true)]
    [InlineData("image/png", "\u0089PNG", "wolQTkc=", true)]
    [InlineData(null, "plain", "cGxhaW4=", true)]
    [InlineData("application/json", "", null, false)]
    public async Task Is_text_or_base64_by_its_media_type(string? type, string sent, string? body, bool isBase64)
    {
        await using var gateway = await Gateway.StartAsync("POST /");
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(sent));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        using var answer = await gateway.Client.PostAsync(gateway.Address, content, Cancellation);
        var made = gateway.Event();
        Assert.Equal((body, isBase64), (made["body"]?.GetValue<string>(), made["isBase64Encoded"]!.GetValue<bool>()));
        Assert.Equal(body is not null, made.AsObject().ContainsKey("body"));
        Assert.Equal(Encoding.UTF8.GetByteCount(sent).ToString(CultureInfo.InvariantCulture), made["headers"]!["content-length"]!.GetValue<string>());
    }

    [Fact]
    public async Task Text_that_is_no_UTF8_is_base64()
    {
        await using var gateway = await Gateway.StartAsync("POST /");
        await gateway.SendRawAsync("POST / HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nContent-Length: 3\r\nConnection: close\r\n\r\na\u00ff\u00fe");
        Assert.Equal(("Yf/+", true), (gateway.Event()["body"]!.GetValue<string>(), gateway.Event()["isBase64Encoded"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Chunks_become_one_body_with_its_length()
    {
        await using var gateway = await Gateway.StartAsync("POST /");
        await gateway.SendRawAsync(
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\nTrailer: x\r\nConnection: close\r\n\r\n" +
            "5\r\nhello\r\n7;ext=1\r\n, w\u00c3\u00b6rl\r\n1\r\nd\r\n0\r\nx: y\r\n\r\n");
        var made = gateway.Event();
        Assert.Equal("hello, wörld", made["body"]!.GetValue<string>());
        Assert.Equal(["content-length", "content-type", "host", "x-amzn-trace-id", "x-forwarded-for", "x-forwarded-port", "x-forwarded-proto"],
            made["headers"]!.AsObject().Select(header => header.Key).Order(StringComparer.Ordinal));
        Assert.Equal("13", made["headers"]!["content-length"]!.GetValue<string>());
    }

    [Fact]
    public async Task Asks_for_a_body_that_waits_to_be_asked_for()
    {
        await using var gateway = await Gateway.StartAsync("POST /");
        using var socket = await gateway.ConnectAsync();
        await socket.SendAsync("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: close\r\n\r\n"u8.ToArray(), Cancellation);
        var interim = new byte[25];
        var read = await socket.ReceiveAsync(interim, Cancellation);
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", Encoding.ASCII.GetString(interim, 0, read));
        await socket.SendAsync("hi"u8.ToArray(), Cancellation);
        Assert.StartsWith("HTTP/1.1 200 OK", await Gateway.ReadToEndAsync(socket), StringComparison.Ordinal);
        Assert.Equal("hi", gateway.Event()["body"]!.GetValue<string>());
    }

    [Fact]
    public async Task Over_the_limit_is_413_before_a_byte_was_sent()
    {
        await using var gateway = await Gateway.StartAsync("POST /");
        using var socket = await gateway.ConnectAsync();
        await socket.SendAsync(Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: {(10 * 1024 * 1024) + 1}\r\n\r\n"), Cancellation);
        var answer = new byte[1024];
        var length = 0;
        while (!answer.AsSpan(0, length).EndsWith(Encoding.ASCII.GetBytes(TooLarge)))
        {
            var read = await socket.ReceiveAsync(answer.AsMemory(length), Cancellation);
            Assert.NotEqual(0, read);
            length += read;
        }

        Assert.StartsWith("HTTP/1.1 413 ", Encoding.ASCII.GetString(answer), StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", Encoding.ASCII.GetString(answer), StringComparison.Ordinal);
        Assert.Empty(gateway.Bus.Requests);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    [InlineData(true, 2)]
    public async Task Over_the_limit_is_413_also_while_it_is_being_sent(bool isChunked, int version)
    {
        await using var gateway = await Gateway.StartAsync("POST /");
        Assert.Equal((413, TooLarge), await PostAsync(gateway, new byte[(10 * 1024 * 1024) + 1], "text/plain", isChunked, version));
        Assert.Empty(gateway.Bus.Requests);
        Assert.Equal((200, "ok"), await PostAsync(gateway, new byte[10], "text/plain", isChunked, version));
    }

    [Theory]
    [InlineData("application/octet-stream", 0)]
    [InlineData("text/plain", 0x20)]
    [InlineData("text/plain", 0x01)]
    public async Task An_event_over_6_MB_is_413(string type, byte filling)
    {
        await using var gateway = await Gateway.StartAsync("POST /");
        var body = new byte[6 * 1024 * 1024];
        Array.Fill(body, filling);
        Assert.Equal((413, TooLarge), await PostAsync(gateway, body, type, isChunked: false, version: 1));
        Assert.Empty(gateway.Bus.Requests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Megabytes_arrive_as_they_were_sent(int version)
    {
        await using var gateway = await Gateway.StartAsync("POST /");
        var bytes = new byte[4_000_001];
        new Random(1).NextBytes(bytes);
        Assert.Equal((200, "ok"), await PostAsync(gateway, bytes, "application/octet-stream", isChunked: true, version));
        var text = string.Concat(Enumerable.Repeat("ä\"0123456789\n", 350_000));
        Assert.Equal((200, "ok"), await PostAsync(gateway, Encoding.UTF8.GetBytes(text), "text/plain", isChunked: false, version));
        var events = gateway.Bus.Requests.Select(Gateway.Parse).ToArray();
        Assert.Equal(bytes, Convert.FromBase64String(events[0]["body"]!.GetValue<string>()));
        Assert.Equal(text, events[1]["body"]!.GetValue<string>());
        Assert.All(events, made => Assert.Equal(version == 2 ? "HTTP/2.0" : "HTTP/1.1", made["requestContext"]!["http"]!["protocol"]!.GetValue<string>()));
        Assert.All(events, made => Assert.Equal((version == 2 ? gateway.Http2Address : gateway.Address).Authority, made["requestContext"]!["domainName"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_limit_of_ones_own_is_kept()
    {
        await using var gateway = await Gateway.StartAsync(Sources.Api("a1b2c3d4e5", "POST /"), "--Http:MaximumBodyBytes=3");
        Assert.Equal((200, "ok"), await PostAsync(gateway, new byte[3], "text/plain", isChunked: true, version: 1));
        Assert.Equal((413, TooLarge), await PostAsync(gateway, new byte[4], "text/plain", isChunked: true, version: 1));
    }

    [Fact]
    public async Task Chunks_that_are_none_are_400()
    {
        await using var gateway = await Gateway.StartAsync("POST /");
        var answer = await gateway.SendRawAsync("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("""{"message":"Bad Request"}""", answer, StringComparison.Ordinal);
        Assert.Contains("apigw-requestid: ", answer, StringComparison.Ordinal);
        Assert.Empty(gateway.Bus.Requests);
    }

    [Fact]
    public async Task A_body_that_breaks_off_invokes_nothing()
    {
        await using var gateway = await Gateway.StartAsync("POST /", "GET /");
        using (var socket = await gateway.ConnectAsync())
        {
            await socket.SendAsync("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf"u8.ToArray(), Cancellation);
            socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            await Until.TrueAsync(() => gateway.Log.From(LogLevel.Debug).Any(line => line.Contains("body could not be read", StringComparison.Ordinal)));
        }

        Assert.Equal("ok", await gateway.Client.GetStringAsync(gateway.Address, Cancellation));
        Assert.Single(gateway.Bus.Requests);
    }

    private static async Task<(int Status, string Body)> PostAsync(Gateway gateway, byte[] bytes, string type, bool isChunked, int version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, version == 2 ? gateway.Http2Address : gateway.Address)
        {
            Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
            Version = version == 2 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TransferEncodingChunked = isChunked && version == 1 ? true : null;
        using var answer = await gateway.Client.SendAsync(request, Cancellation);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }
}

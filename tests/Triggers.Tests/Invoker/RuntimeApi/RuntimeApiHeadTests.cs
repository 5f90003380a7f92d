using System.Text;
using CsCheck;
using Triggers.Invoker.RuntimeApi;

namespace Triggers.Tests.Invoker.RuntimeApi;

public sealed class RuntimeApiHeadTests
{
    [Theory]
    [InlineData("GET /2018-06-01/runtime/invocation/next HTTP/1.1", RuntimeApiRoute.Next, "")]
    [InlineData("POST /2018-06-01/runtime/invocation/abc-1/response HTTP/1.1", RuntimeApiRoute.Response, "abc-1")]
    [InlineData("POST /2018-06-01/runtime/invocation/abc-1/error HTTP/1.1", RuntimeApiRoute.Error, "abc-1")]
    [InlineData("POST /2018-06-01/runtime/init/error HTTP/1.1", RuntimeApiRoute.InitError, "")]
    [InlineData("POST /2018-06-01/runtime/invocation/next HTTP/1.1", RuntimeApiRoute.WrongMethod, "")]
    [InlineData("GET /2018-06-01/runtime/invocation/abc-1/response HTTP/1.1", RuntimeApiRoute.WrongMethod, "abc-1")]
    [InlineData("GET /2018-06-01/runtime/invocation/ HTTP/1.1", RuntimeApiRoute.Unknown, "")]
    [InlineData("GET /2020-01-01/extension/register HTTP/1.1", RuntimeApiRoute.Unknown, "")]
    [InlineData("GET / HTTP/1.1", RuntimeApiRoute.Unknown, "")]
    internal void Finds_the_operation(string requestLine, RuntimeApiRoute route, string requestId)
    {
        Assert.True(RuntimeApiHead.TryRead(Encoding.ASCII.GetBytes($"{requestLine}\r\nHost: x\r\n\r\nrest"), out var head));
        Assert.Equal(route, head.Route);
        Assert.Equal(requestId, Encoding.ASCII.GetString(head.RequestId));
        Assert.Equal(requestLine.Length + "\r\nHost: x\r\n\r\n".Length, head.Length);
    }

    [Fact]
    public void Reads_the_headers_that_count_in_any_case()
    {
        var text = "POST /2018-06-01/runtime/invocation/1/error HTTP/1.1\r\ncontent-LENGTH:  12 \r\nExpect: 100-Continue\r\nConnection: close\r\n" +
            "lambda-runtime-function-ERROR-type: Runtime.Oops\r\nLambda-Runtime-Function-Response-Mode: streaming\r\n\r\n";
        Assert.True(RuntimeApiHead.TryRead(Encoding.ASCII.GetBytes(text), out var head));
        Assert.Equal(12, head.ContentLength);
        Assert.True(head.IsContinueExpected);
        Assert.True(head.IsLast);
        Assert.True(head.IsStreaming);
        Assert.Equal("Runtime.Oops", Encoding.ASCII.GetString(head.ErrorType));
    }

    [Theory]
    [InlineData("HTTP/1.1", "", false)]
    [InlineData("HTTP/1.1", "Connection: close\r\n", true)]
    [InlineData("HTTP/1.0", "", true)]
    [InlineData("HTTP/1.0", "Connection: Keep-Alive\r\n", false)]
    public void Keeps_the_connection_as_http_says(string version, string headers, bool isLast)
    {
        Assert.True(RuntimeApiHead.TryRead(Encoding.ASCII.GetBytes($"GET / {version}\r\n{headers}\r\n"), out var head));
        Assert.Equal(isLast, head.IsLast);
    }

    [Fact]
    public void A_chunked_body_has_no_length()
    {
        Assert.True(RuntimeApiHead.TryRead("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"u8, out var head));
        Assert.Equal(-1, head.ContentLength);
    }

    [Fact]
    public void Asks_for_more_while_the_head_is_incomplete()
    {
        var whole = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray();
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.False(RuntimeApiHead.TryRead(whole.AsSpan(0, length), out _));
        }
    }

    [Theory]
    [InlineData("GET\r\n\r\n")]
    [InlineData("GET /\r\n\r\n")]
    [InlineData("GET / HTTP/2.0\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nno colon\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nA: b\r\n folded\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 1x\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n")]
    public void Refuses_what_is_not_a_request(string text) =>
        Assert.Throws<InvalidDataException>(() => RuntimeApiHead.TryRead(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void Refuses_a_head_without_end() =>
        Assert.Throws<InvalidDataException>(() => RuntimeApiHead.TryRead(new byte[RuntimeApiHead.LongestHead + 1], out _));

    [Fact]
    public void Random_bytes_are_read_or_refused_and_nothing_else() =>
        Gen.Byte.Array[0, 300].Sample(bytes =>
        {
            try
            {
                RuntimeApiHead.TryRead([.. bytes, .. "\r\n\r\n"u8], out _);
            }
            catch (InvalidDataException)
            {
            }
        });
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Triggers.Contracts;
using Triggers.Invoker.RuntimeApi;

namespace Triggers.Tests.Invoker.RuntimeApi;

/// <summary>Speaks to a session over a real socket, as a runtime does.</summary>
public sealed class RuntimeConnectionTests : IDisposable
{
    private const string Next = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n";
    private const string Accepted = "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"status\":\"OK\"}\n";
    private readonly SemaphoreSlim ready = new(0);
    private readonly List<RuntimeOutcome> outcomes = [];
    private readonly List<RuntimeOutcome> initErrors = [];
    private readonly RuntimeSession session;
    private readonly RuntimeApiListener listener;
    private readonly Socket runtime;

    public RuntimeConnectionTests()
    {
        session = new RuntimeSession(() => ready.Release(), outcomes.Add, () => { }, initErrors.Add);
        listener = new RuntimeApiListener(session);
        runtime = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000 };
        runtime.Connect(IPEndPoint.Parse(listener.Address));
    }

    public void Dispose()
    {
        runtime.Dispose();
        listener.Dispose();
        ready.Dispose();
    }

    [Fact]
    public async Task Delivers_an_invocation_with_its_headers()
    {
        Send(Next);
        await ReadyAsync();
        Assert.True(await DeliverAsync("id-1", "{\"a\":1}", "{\"client\":{}}"));
        Assert.Equal(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: id-1\r\nLambda-Runtime-Deadline-Ms: 1234567890123\r\n" +
            "Lambda-Runtime-Invoked-Function-Arn: arn:f\r\nLambda-Runtime-Trace-Id: Root=1-2-3\r\nLambda-Runtime-Client-Context: {\"client\":{}}\r\n" +
            "Content-Length: 7\r\n\r\n{\"a\":1}",
            Receive("{\"a\":1}"));
    }

    [Fact]
    public async Task A_line_end_in_the_client_context_makes_no_header()
    {
        Send(Next);
        await ReadyAsync();
        await DeliverAsync("id-1", "{}", "{\r\n\"a\":1}");
        Assert.Contains("Lambda-Runtime-Client-Context: {  \"a\":1}\r\n", Receive("\r\n\r\n{}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_to_a_response_travels_with_the_next_event_when_next_came_with_it()
    {
        Send(Next);
        await ReadyAsync();
        await DeliverAsync("id-1", "{}");
        Receive("\r\n\r\n{}");
        Send(Response("id-1", "\"one\"") + Next);
        await ReadyAsync();
        Assert.Equal("\"one\"", Text(outcomes.Single()));
        Assert.Equal(0, runtime.Available);
        await DeliverAsync("id-2", "{\"second\":2}");
        Assert.StartsWith(Accepted + "HTTP/1.1 200 OK\r\n", Receive("{\"second\":2}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_alone_is_answered_at_once()
    {
        Send(Next);
        await ReadyAsync();
        await DeliverAsync("id-1", "{}");
        Receive("\r\n\r\n{}");
        Send(Response("id-1", "1"));
        Assert.Equal(Accepted, Receive("OK\"}\n"));
        Send(Next);
        await ReadyAsync();
        Assert.True(await DeliverAsync("id-2", "{}"));
    }

    [Fact]
    public async Task An_error_is_passed_on_with_its_type()
    {
        Send(Next);
        await ReadyAsync();
        await DeliverAsync("id-1", "{}");
        Receive("\r\n\r\n{}");
        Send("POST /2018-06-01/runtime/invocation/id-1/error HTTP/1.1\r\nLambda-Runtime-Function-Error-Type: Function.Oops\r\nContent-Length: 2\r\n\r\n{}");
        Receive("OK\"}\n");
        var outcome = outcomes.Single();
        Assert.True(outcome.IsError);
        Assert.Equal("Function.Oops", outcome.ErrorType);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public async Task Payloads_of_any_size_go_both_ways(int size)
    {
        var payload = $"\"{new string('x', size)}\"";
        Send(Next);
        await ReadyAsync();
        var delivery = Task.Run(() => DeliverAsync("id-1", payload), TestContext.Current.CancellationToken);
        Receive(payload[^50..]);
        Assert.True(await delivery);
        Send(Response("id-1", payload));
        Receive("OK\"}\n");
        Assert.Equal(payload, Text(outcomes.Single()));
    }

    [Fact]
    public async Task A_chunked_response_is_put_together()
    {
        Send(Next);
        await ReadyAsync();
        await DeliverAsync("id-1", "{}");
        Receive("\r\n\r\n{}");
        Send("POST /2018-06-01/runtime/invocation/id-1/response HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n" + Next);
        await ReadyAsync();
        Assert.Equal("abc0123456789", Text(outcomes.Single()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_response_over_6_MB_is_refused_and_the_caller_told(bool isChunked)
    {
        var size = RuntimeLimits.LongestResponse + 1;
        Send(Next);
        await ReadyAsync();
        await DeliverAsync("id-1", "{}");
        Receive("\r\n\r\n{}");
        Send("POST /2018-06-01/runtime/invocation/id-1/response HTTP/1.1\r\n" +
            (isChunked ? $"Transfer-Encoding: chunked\r\n\r\n{size:x}\r\n" : $"Content-Length: {size}\r\n\r\n"));
        Send(new string('x', size));
        Send(isChunked ? "\r\n0\r\n\r\n" : "");
        Assert.Equal(
            "HTTP/1.1 413 Request Entity Too Large\r\nContent-Type: application/json\r\nContent-Length: 110\r\n\r\n" +
            "{\"errorMessage\":\"Exceeded maximum allowed payload size (6291556 bytes).\",\"errorType\":\"RequestEntityTooLarge\"}\n",
            Receive("Large\"}\n"));
        Assert.Equal(
            "{\"errorMessage\":\"Response payload size exceeded maximum allowed payload size (6291556 bytes).\",\"errorType\":\"Function.ResponseSizeTooLarge\"}",
            Text(outcomes.Single()));
        Send(Next);
        await ReadyAsync();
    }

    [Fact]
    public async Task Says_100_continue_to_who_waits_for_it()
    {
        Send(Next);
        await ReadyAsync();
        await DeliverAsync("id-1", "{}");
        Receive("\r\n\r\n{}");
        Send("POST /2018-06-01/runtime/invocation/id-1/response HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", Receive("Continue\r\n\r\n"));
        Send("{}");
        Assert.Equal(Accepted, Receive("OK\"}\n"));
    }

    [Theory]
    [InlineData("other", 400, "InvalidRequestID")]
    [InlineData("id-1", 202, "OK")]
    public async Task Only_the_running_invocation_is_answered(string id, int status, string word)
    {
        Send(Next);
        await ReadyAsync();
        await DeliverAsync("id-1", "{}");
        Receive("\r\n\r\n{}");
        Send(Response(id, "1"));
        var answer = Receive("}\n");
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains(word, answer, StringComparison.Ordinal);
        Assert.Equal(status == 202 ? 1 : 0, outcomes.Count);
    }

    [Fact]
    public async Task An_invocation_is_answered_once()
    {
        Send(Next);
        await ReadyAsync();
        await DeliverAsync("id-1", "{}");
        Receive("\r\n\r\n{}");
        Send(Response("id-1", "1") + Response("id-1", "2"));
        Assert.Contains("InvalidRequestID", Receive("ID\"}\n"), StringComparison.Ordinal);
        Assert.Equal("1", Text(outcomes.Single()));
    }

    [Fact]
    public async Task An_abandoned_invocation_is_answered_no_more()
    {
        Send(Next);
        await ReadyAsync();
        await DeliverAsync("id-1", "{}");
        Receive("\r\n\r\n{}");
        Assert.True(session.TryAbandon("id-1"));
        Assert.False(session.TryAbandon("id-1"));
        Send(Response("id-1", "1"));
        Assert.Contains("InvalidRequestID", Receive("}\n"), StringComparison.Ordinal);
        Assert.Empty(outcomes);
    }

    [Fact]
    public async Task Next_during_an_invocation_is_refused()
    {
        Send(Next);
        await ReadyAsync();
        await DeliverAsync("id-1", "{}");
        Receive("\r\n\r\n{}");
        Send(Next);
        Assert.StartsWith("HTTP/1.1 403 Forbidden", Receive("}\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_init_error_is_reported()
    {
        Send("POST /2018-06-01/runtime/init/error HTTP/1.1\r\nLambda-Runtime-Function-Error-Type: Runtime.ImportModuleError\r\nContent-Length: 7\r\n\r\n{\"a\":1}");
        Assert.Equal(Accepted, Receive("OK\"}\n"));
        Assert.Equal(("{\"a\":1}", "Runtime.ImportModuleError"), (Text(initErrors.Single()), initErrors[0].ErrorType));
    }

    [Fact]
    public async Task A_runtime_that_leaves_while_it_waits_gets_nothing()
    {
        Send(Next);
        await ReadyAsync();
        runtime.Shutdown(SocketShutdown.Both);
        runtime.Close();
        await session.WhenAllEnded().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.False(await DeliverAsync("id-1", "{}"));
    }

    [Theory]
    [InlineData("GET /nowhere HTTP/1.1\r\n\r\n", "404 Not Found")]
    [InlineData("DELETE /2018-06-01/runtime/invocation/next HTTP/1.1\r\n\r\n", "405 Method Not Allowed")]
    [InlineData("nonsense\r\n\r\n", "400 Bad Request")]
    public void Answers_nonsense_clearly(string request, string status)
    {
        Send(request);
        Assert.StartsWith($"HTTP/1.1 {status}\r\n", Receive("}\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streaming_is_refused_clearly()
    {
        Send(Next);
        await ReadyAsync();
        await DeliverAsync("id-1", "{}");
        Receive("\r\n\r\n{}");
        Send("POST /2018-06-01/runtime/invocation/id-1/response HTTP/1.1\r\nLambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n");
        Assert.Contains("InvalidFunctionResponseMode", Receive("}\n"), StringComparison.Ordinal);
        Send(Response("id-1", "1"));
        Assert.Equal(Accepted, Receive("OK\"}\n"));
    }

    private static string Response(string id, string body) =>
        $"POST /2018-06-01/runtime/invocation/{id}/response HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    private static string Text(RuntimeOutcome outcome) => Encoding.UTF8.GetString(outcome.Payload.Span);

    private async Task<bool> DeliverAsync(string id, string payload, string? clientContext = null) => await session.DeliverAsync(
        new InvocationRequest { RequestId = id, Function = new FunctionReference("f"), Payload = Encoding.UTF8.GetBytes(payload), ClientContext = clientContext },
        "arn:f",
        "Root=1-2-3",
        1234567890123);

    private async Task ReadyAsync() => Assert.True(await ready.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));

    private void Send(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += runtime.Send(bytes.AsSpan(sent));
        }
    }

    private string Receive(string until)
    {
        var received = new StringBuilder();
        var buffer = new byte[64 * 1024];
        while (!received.ToString(Math.Max(0, received.Length - until.Length), Math.Min(until.Length, received.Length)).Equals(until, StringComparison.Ordinal))
        {
            var read = runtime.Receive(buffer);
            Assert.True(read > 0, $"The connection ended after: {received}");
            received.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return received.ToString();
    }
}

using System.Net;
using System.Text;
using Triggers.Contracts;

namespace Triggers.Tests.Invoker.Api;

public sealed class InvokeTests : IAsyncLifetime
{
    private const string Path = "/2015-03-31/functions/f/invocations";

    private ApiHost api = null!;

    public async ValueTask InitializeAsync() => api = await ApiHost.StartAsync();

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task Answers_with_the_handlers_bytes()
    {
        api.Bus.Answer = (request, _) => Task.FromResult(FakeBus.Result(request, "{\"b\" : 1.0}"));

        var reply = await api.SendAsync("POST", Path, "{ \"a\": [1,\t2.50] }", ("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793"));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("{\"b\" : 1.0}", reply.Text);
        var request = Assert.Single(api.Bus.Invoked);
        Assert.Equal(
            new InvocationRequest
            {
                RequestId = request.RequestId,
                Function = new FunctionReference("f"),
                Payload = request.Payload,
                TraceId = "Root=1-5759e988-bd862e3fe1be46a994272793",
                AcceptedAt = ApiHost.Now,
            },
            request);
        Assert.Equal("{ \"a\": [1,\t2.50] }", Encoding.UTF8.GetString(request.Payload.Span));
        Assert.Equivalent(
            new Dictionary<string, string>
            {
                ["Content-Length"] = "11",
                ["Content-Type"] = "application/json",
                ["x-amzn-RequestId"] = request.RequestId,
                ["X-Amz-Executed-Version"] = "$LATEST",
            },
            reply.Headers,
            strict: true);
    }

    [Fact]
    public async Task A_function_error_is_an_answer_with_a_header()
    {
        api.Bus.Answer = (request, _) => Task.FromResult(FakeBus.Result(request, """{"errorMessage":"no","errorType":"E"}""", "Unhandled"));

        var reply = await api.SendAsync("POST", Path, "1", ("X-Amz-Log-Type", "Tail"));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("""{"errorMessage":"no","errorType":"E"}""", reply.Text);
        Assert.Equal("Unhandled", reply.Headers["X-Amz-Function-Error"]);
        Assert.Equal("START\nEND\n", Encoding.UTF8.GetString(Convert.FromBase64String(reply.Headers["X-Amz-Log-Result"])));
    }

    [Fact]
    public async Task An_event_is_accepted_once_it_is_sent()
    {
        var reply = await api.SendAsync("POST", Path, "{\"a\":1}", ("X-Amz-Invocation-Type", "Event"), ("X-Amz-Log-Type", "Tail"), ("X-Amz-Client-Context", "e30="));

        Assert.Equal((HttpStatusCode.Accepted, ""), (reply.Status, reply.Text));
        Assert.False(reply.Headers.ContainsKey("X-Amz-Executed-Version"));
        var request = Assert.Single(api.Bus.Sent);
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(request.Payload.Span));
        Assert.Equal(reply.Headers["x-amzn-RequestId"], request.RequestId);
        Assert.Null(request.ClientContext);
        Assert.Empty(api.Bus.Invoked);
    }

    [Fact]
    public async Task The_deprecated_way_sends_an_event()
    {
        var reply = await api.SendAsync("POST", "/2014-11-13/functions/f/invoke-async", "{\"a\":1}");

        Assert.Equal((HttpStatusCode.Accepted, ""), (reply.Status, reply.Text));
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(Assert.Single(api.Bus.Sent).Payload.Span));
    }

    [Fact]
    public async Task A_dry_run_runs_nothing()
    {
        await api.CreateAsync("f");

        var reply = await api.SendAsync("POST", Path, "{}", ("X-Amz-Invocation-Type", "DryRun"));
        var missing = await api.SendAsync("POST", "/2015-03-31/functions/g/invocations", "{}", ("X-Amz-Invocation-Type", "DryRun"));

        Assert.Equal((HttpStatusCode.NoContent, ""), (reply.Status, reply.Text));
        missing.IsRefusal(HttpStatusCode.NotFound, "ResourceNotFoundException",
            """{"Type":"User","Message":"Function not found: arn:aws:lambda:us-east-1:000000000000:function:g:$LATEST"}""");
        Assert.Empty(api.Bus.Invoked);
    }

    [Theory]
    [InlineData("f", null)]
    [InlineData("f%3A1", "1")]
    [InlineData("f:prod", "prod")]
    [InlineData("f%3A%24LATEST", "$LATEST")]
    [InlineData("f?Qualifier=2", "2")]
    [InlineData("f?Qualifier=%24LATEST", "$LATEST")]
    [InlineData("f%3A2?Qualifier=2", "2")]
    [InlineData("000000000000%3Afunction%3Af", null)]
    [InlineData("arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af%3Aprod", "prod")]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:f", null)]
    public async Task Takes_names_and_arns(string name, string? qualifier)
    {
        var parts = name.Split('?');
        var reply = await api.SendAsync("POST", $"/2015-03-31/functions/{parts[0]}/invocations{(parts.Length > 1 ? "?" + parts[1] : "")}", "{}");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(new FunctionReference("f", qualifier), Assert.Single(api.Bus.Invoked).Function);
    }

    [Theory]
    [InlineData("f%3A1/invocations?Qualifier=2", "InvalidParameterValueException", 400,
        """{"Type":"User","message":"The derived qualifier from the function name does not match the specified qualifier."}""")]
    [InlineData("f/invocations?Qualifier=a.b", "ValidationException", 400,
        """{"message":"1 validation error detected: Value 'a.b' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: (|[a-zA-Z0-9$_-]+)"}""")]
    [InlineData("arn:aws:lambda:eu-west-1:000000000000:function:f/invocations", "ResourceNotFoundException", 404,
        """{"Type":"User","Message":"Functions from 'eu-west-1' are not reachable in this region ('us-east-1')"}""")]
    public async Task Refuses_a_wrong_name(string path, string error, int status, string document) =>
        (await api.SendAsync("POST", "/2015-03-31/functions/" + path, "{}")).IsRefusal((HttpStatusCode)status, error, document);

    [Fact]
    public async Task No_body_is_an_empty_object()
    {
        await api.SendAsync("POST", Path);

        Assert.Equal("{}", Encoding.UTF8.GetString(Assert.Single(api.Bus.Invoked).Payload.Span));
    }

    [Fact]
    public async Task Refuses_a_payload_over_6_MB()
    {
        const string document = """{"Type":"User","message":"Request must be smaller than 6291456 bytes for the InvokeFunction operation"}""";
        var payload = "\"" + new string('x', 6 * 1024 * 1024 - 1) + "\"";

        (await api.SendAsync("POST", Path, payload)).IsRefusal(HttpStatusCode.RequestEntityTooLarge, "RequestEntityTooLargeException", document);
        (await api.SendAsync("POST", Path, payload, ("Transfer-Encoding", "chunked")))
            .IsRefusal(HttpStatusCode.RequestEntityTooLarge, "RequestEntityTooLargeException", document);
        var largest = await api.SendAsync("POST", Path, payload.Remove(1, 1), ("Transfer-Encoding", "chunked"));

        Assert.Equal(HttpStatusCode.OK, largest.Status);
        Assert.Equal(6 * 1024 * 1024, Assert.Single(api.Bus.Invoked).Payload.Length);
    }

    [Fact]
    public async Task Refuses_an_event_over_1_MB()
    {
        var payload = "\"" + new string('x', 1024 * 1024 - 1) + "\"";

        (await api.SendAsync("POST", Path, payload, ("X-Amz-Invocation-Type", "Event"))).IsRefusal(
            HttpStatusCode.RequestEntityTooLarge, "RequestEntityTooLargeException",
            """{"Type":"User","message":"1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)"}""");
    }

    [Theory]
    [InlineData("X-Amz-Invocation-Type", "Sometimes", "ValidationException",
        """{"message":"1 validation error detected: Value 'Sometimes' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]"}""")]
    [InlineData("X-Amz-Log-Type", "Head", "ValidationException",
        """{"message":"1 validation error detected: Value 'Head' at 'logType' failed to satisfy constraint: Member must satisfy enum value set: [None, Tail]"}""")]
    [InlineData("X-Amz-Client-Context", "string", "InvalidRequestContentException",
        """{"Type":"User","message":"Client context must be a valid Base64-encoded JSON object."}""")]
    [InlineData("X-Amz-Client-Context", "WzFd", "InvalidRequestContentException",
        """{"Type":"User","message":"Client context must be a valid Base64-encoded JSON object."}""")]
    [InlineData("X-Amz-Durable-Execution-Name", "n", "InvalidParameterValueException",
        """{"Type":"User","message":"Durable executions are not supported here."}""")]
    public async Task Refuses_a_wrong_header(string name, string value, string error, string document)
    {
        (await api.SendAsync("POST", Path, "{}", (name, value))).IsRefusal(HttpStatusCode.BadRequest, error, document);
        Assert.Empty(api.Bus.Invoked);
    }

    [Fact]
    public async Task Passes_the_client_context_on_as_one_line()
    {
        var context = "{\n  \"custom\": {\"name\": \"J\u00fcrgen\"}\n}";
        await api.SendAsync("POST", Path, "{}", ("X-Amz-Client-Context", Convert.ToBase64String(Encoding.UTF8.GetBytes(context))));

        Assert.Equal("""{"custom":{"name":"J\u00FCrgen"}}""", Assert.Single(api.Bus.Invoked).ClientContext);
    }

    [Fact]
    public async Task Refuses_a_client_context_over_3583_bytes()
    {
        var reply = await api.SendAsync("POST", Path, "{}", ("X-Amz-Client-Context", new string('a', 3584)));

        reply.IsRefusal(HttpStatusCode.BadRequest, "InvalidRequestContentException",
            """{"Type":"User","message":"Client context must be at most 3583 bytes of base64-encoded data, was 3584."}""");
    }

    [Fact]
    public async Task A_throttle_is_a_429_that_says_when_to_come_back()
    {
        api.Bus.Answer = (_, _) => throw LambdaException.Throttled(ThrottleReason.Reserved);

        var reply = await api.SendAsync("POST", Path, "{}");

        reply.IsRefusal(HttpStatusCode.TooManyRequests, "TooManyRequestsException",
            """{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}""");
        Assert.Equal("1", reply.Headers["Retry-After"]);
    }

    [Fact]
    public async Task A_failure_of_ours_is_logged_and_says_nothing()
    {
        api.Bus.Answer = (_, _) => throw new InvalidOperationException("the secret cause");

        var reply = await api.SendAsync("POST", Path, "{}");

        reply.IsRefusal(HttpStatusCode.InternalServerError, "ServiceException",
            """{"Type":"Service","Message":"An error occurred and the request cannot be processed."}""");
        var (message, exception) = Assert.Single(api.Log.Errors);
        Assert.Equal($"POST {Path} failed ({reply.Headers["x-amzn-RequestId"]})", message);
        Assert.Equal("the secret cause", exception?.Message);
    }

    [Fact]
    public async Task A_caller_that_goes_is_no_longer_waited_for()
    {
        var asked = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        api.Bus.Answer = async (_, cancellationToken) =>
        {
            asked.SetResult();
            await using var registration = cancellationToken.Register(stopped.SetResult);
            await stopped.Task;
            throw new OperationCanceledException(cancellationToken);
        };
        using var leave = new CancellationTokenSource();

        var call = api.Client.PostAsync(Path, new StringContent("{}"), leave.Token);
        await asked.Task;
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await stopped.Task;
        Assert.Empty(api.Log.Errors);
    }

    [Fact]
    public async Task Refuses_to_stream() =>
        (await api.SendAsync("POST", "/2021-11-15/functions/f/response-streaming-invocations", "{}")).IsRefusal(
            HttpStatusCode.BadRequest, "InvalidParameterValueException",
            """{"Type":"User","message":"Response streaming is not supported here: use Invoke, which answers with the whole response."}""");
}

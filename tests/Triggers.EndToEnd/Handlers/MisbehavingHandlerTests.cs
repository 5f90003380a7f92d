using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Triggers.EndToEnd.Hosting;

namespace Triggers.EndToEnd.Handlers;

/// <summary>
/// Whatever a handler does, its caller gets AWS's document for it, and the next call works.
/// </summary>
public sealed class MisbehavingHandlerTests(BadHandlers handlers) : IClassFixture<BadHandlers>
{
    private RunningHost Host => handlers.Running;

    [Theory]
    [InlineData("exits", "{\"code\":0}", "Runtime.ExitError", "RequestId: {id} Error: Runtime exited without providing a reason")]
    [InlineData("exits", "{\"code\":127}", "Runtime.ExitError", "RequestId: {id} Error: Runtime exited with error: exit status 127")]
    [InlineData("dies", "{}", "Runtime.ExitError", "RequestId: {id} Error: Runtime exited with error: signal: killed")]
    [InlineData("leaves", "{}", "Runtime.ExitError", "RequestId: {id} Error: Runtime exited with error: exit status 3")]
    [InlineData("hangs", "{}", "Sandbox.Timedout", "RequestId: {id} Error: Task timed out after 1.00 seconds")]
    [InlineData("returns_much", "{}", "Function.ResponseSizeTooLarge", "Response payload size exceeded maximum allowed payload size (6291556 bytes).")]
    public async Task The_platform_tells_the_error_and_the_next_call_works(string function, string payload, string type, string message)
    {
        var (error, requestId) = await FailAsync(function, payload);
        Assert.True(JsonNode.DeepEquals(
            new JsonObject { ["errorType"] = type, ["errorMessage"] = message.Replace("{id}", requestId, StringComparison.Ordinal) },
            error), error.ToJsonString());
        Assert.Equal("\"ok\"", await InvokeAsync(function, "{\"ok\":true}"));
    }

    [Theory]
    [InlineData("raises", "{}", "ValueError", "no good")]
    [InlineData("returns_nonsense", "{}", "Runtime.MarshalError", "Unable to marshal response: Object of type set is not JSON serializable")]
    public async Task The_runtime_tells_the_error_and_the_next_call_works(string function, string payload, string type, string message)
    {
        var (error, requestId) = await FailAsync(function, payload);
        Assert.Equal((type, message, requestId), ((string?)error["errorType"], (string?)error["errorMessage"], (string?)error["requestId"]));
        Assert.Equal("\"ok\"", await InvokeAsync(function, "{\"ok\":true}"));
    }

    [Theory]
    [InlineData("no_dot", "Runtime.MalformedHandlerName", "Bad handler 'bad': not enough values to unpack (expected 2, got 1)")]
    [InlineData("no_module", "Runtime.ImportModuleError", "Unable to import module 'nothing': No module named 'nothing'")]
    [InlineData("no_function", "Runtime.HandlerNotFound", "Handler 'nothing' missing on module 'bad'")]
    [InlineData("broken", "Runtime.UserCodeSyntaxError", "Syntax error in module 'broken': expected ':' (broken.py, line 1)")]
    public async Task A_function_that_cannot_start_says_why_each_time(string function, string type, string message)
    {
        for (var i = 0; i < 2; i++)
        {
            var (error, _) = await FailAsync(function, "{}");
            Assert.Equal((type, message), ((string?)error["errorType"], (string?)error["errorMessage"]));
        }
    }

    [Fact]
    public async Task An_init_phase_that_hangs_is_tried_once_more_within_the_timeout()
    {
        var (error, requestId) = await FailAsync("hangs_in_init", "{}");
        Assert.Equal(("Sandbox.Timedout", $"RequestId: {requestId} Error: Task timed out after 1.00 seconds"), ((string?)error["errorType"], (string?)error["errorMessage"]));
    }

    [Fact]
    public async Task A_package_without_bootstrap_is_the_functions_error()
    {
        var (error, requestId) = await FailAsync("no_bootstrap", "{}");
        Assert.Equal("Runtime.InvalidEntrypoint", (string?)error["errorType"]);
        Assert.StartsWith($"RequestId: {requestId} Error: ", (string?)error["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runtime_that_is_not_served_is_named_with_those_that_are()
    {
        using var answer = await PostAsync("no_runtime", "{}");
        Assert.Equal((HttpStatusCode.BadGateway, "InvalidRuntimeException"), (answer.StatusCode, answer.Headers.GetValues("x-amzn-ErrorType").Single()));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("java21", text, StringComparison.Ordinal);
        Assert.Contains("provided.al2023", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_prints_100_MB_is_answered_and_its_log_stays_small()
    {
        Assert.Equal("\"ok\"", await InvokeAsync("shouts", "{}"));
        var logs = new DirectoryInfo(Path.Combine(Host.Folder, "data", "logs", "aws", "lambda", "shouts"));
        Assert.InRange(logs.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length), 1024 * 1024, 16 * 1024 * 1024);
        Assert.Equal("\"ok\"", await InvokeAsync("shouts", "{\"ok\":true}"));
    }

    [Fact]
    public async Task A_handler_without_output_goes_on()
    {
        Assert.Equal("\"ok\"", await InvokeAsync("closes_output", "{}"));
        Assert.Equal("\"ok\"", await InvokeAsync("raises", "{\"ok\":true}"));
    }

    [Fact]
    public async Task A_child_that_is_left_behind_holds_nothing_up()
    {
        var child = int.Parse(await InvokeAsync("leaves_a_child", "{}"), CultureInfo.InvariantCulture);
        Assert.True(Directory.Exists($"/proc/{child}"));
        Assert.NotEqual(child.ToString(CultureInfo.InvariantCulture), await InvokeAsync("leaves_a_child", "{}"));
        Assert.Equal("\"ok\"", await InvokeAsync("forks", "{}"));
        Assert.Equal("\"ok\"", await InvokeAsync("forks", "{}"));
    }

    private async Task<(JsonNode Error, string RequestId)> FailAsync(string function, string payload)
    {
        using var answer = await PostAsync(function, payload);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("Unhandled", answer.Headers.GetValues("X-Amz-Function-Error").Single());
        return (JsonNode.Parse(text)!, answer.Headers.GetValues("x-amzn-RequestId").Single());
    }

    private async Task<string> InvokeAsync(string function, string payload)
    {
        using var answer = await PostAsync(function, payload);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK && !answer.Headers.Contains("X-Amz-Function-Error"), text);
        return text;
    }

    private Task<HttpResponseMessage> PostAsync(string function, string payload) =>
        Host.Client.PostAsync($"/2015-03-31/functions/{function}/invocations", new StringContent(payload), TestContext.Current.CancellationToken);
}

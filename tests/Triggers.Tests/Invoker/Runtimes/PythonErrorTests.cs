namespace Triggers.Tests.Invoker.Runtimes;

public sealed class PythonErrorTests
{
    private const string Runtime = "python3.13";

    [Fact]
    public async Task Reports_an_exception_with_the_frames_of_the_handler_and_goes_on()
    {
        await using var function = await Ready(
            "def inner():\n    raise ValueError('it é fails')\n\ndef handler(event, context):\n    if event:\n        inner()\n    return 'fine'\n");

        var error = await function.InvokeAsync("1");

        Assert.Equal($"POST /2018-06-01/runtime/invocation/{FunctionProcess.RequestId(1)}/error HTTP/1.1", error.Line);
        Assert.Equal("ValueError", error.Headers["Lambda-Runtime-Function-Error-Type"]);
        JsonText.AssertEqual(
            Document("it é fails", "ValueError", FunctionProcess.RequestId(1), Frame(function, 6, "handler", "inner()"), Frame(function, 2, "inner", "raise ValueError('it é fails')")),
            error.Text);
        Assert.Equal("\"fine\"", (await function.InvokeAsync("0")).Text);
        Assert.Equal(
            "[ERROR] ValueError: it é fails\nTraceback (most recent call last):\n"
            + $"\u00a0\u00a0File \"{function.Folder}/f.py\", line 6, in handler\n\u00a0\u00a0\u00a0\u00a0inner()\n"
            + $"\u00a0\u00a0File \"{function.Folder}/f.py\", line 2, in inner\n\u00a0\u00a0\u00a0\u00a0raise ValueError('it é fails')\n",
            (await function.EndAsync()).Output);
    }

    [Theory]
    [InlineData("{1}", "Object of type set is not JSON serializable")]
    [InlineData("object", "Object of type type is not JSON serializable")]
    [InlineData("{(1, 2): 3}", "keys must be str, int, float, bool or None, not tuple")]
    [InlineData("b and [b'\\xff'][0] and {'x': b'\\xff'}", "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte")]
    public async Task Reports_a_result_that_is_no_json(string result, string reason)
    {
        await using var function = await Ready($"b = 1\ndef handler(event, context):\n    return {result} if event else 'fine'\n");

        var error = await function.InvokeAsync("1");

        JsonText.AssertEqual(Document($"Unable to marshal response: {reason}", "Runtime.MarshalError", FunctionProcess.RequestId(1)), error.Text);
        Assert.Equal("\"fine\"", (await function.InvokeAsync("0")).Text);
    }

    [Fact]
    public async Task Reports_circles_and_numbers_that_json_has_not()
    {
        await using var function = await Ready(
            "from decimal import Decimal\ncircle = []\ncircle.append(circle)\n"
            + "def handler(event, context):\n    return [circle, float('nan'), Decimal('Infinity'), '\\ud800'][event]\n");

        Assert.Contains("Unable to marshal response: Circular reference detected", (await function.InvokeAsync("0")).Text, StringComparison.Ordinal);
        Assert.Contains("Unable to marshal response: Out of range float values are not JSON compliant", (await function.InvokeAsync("1")).Text, StringComparison.Ordinal);
        Assert.Contains("Unable to marshal response: Out of range float values are not JSON compliant", (await function.InvokeAsync("2")).Text, StringComparison.Ordinal);
        Assert.Contains("Unable to marshal response: 'utf-8' codec can't encode character", (await function.InvokeAsync("3")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_an_event_that_is_no_json()
    {
        await using var function = await Ready("def handler(event, context):\n    return event\n");

        JsonText.AssertEqual(
            Document("Unable to unmarshal input: Expecting value: line 1 column 1 (char 0)", "Runtime.UnmarshalError", FunctionProcess.RequestId(1)),
            (await function.InvokeAsync("oops")).Text);
        Assert.Equal("[1]", (await function.InvokeAsync(" [1]\n")).Text);
    }

    [Fact]
    public async Task Reports_a_client_context_that_is_no_json()
    {
        await using var function = await Ready("def handler(event, context):\n    return event\n");

        JsonText.AssertEqual(
            Document("Unable to parse Client Context JSON: Expecting value: line 1 column 1 (char 0)", "Runtime.LambdaContextUnmarshalError", FunctionProcess.RequestId(1)),
            (await function.InvokeAsync("1", "Lambda-Runtime-Client-Context: oops\r\n")).Text);
    }

    [Theory]
    [InlineData("sys.exit()", 0)]
    [InlineData("sys.exit(7)", 7)]
    [InlineData("os._exit(9)", 9)]
    public async Task Ends_when_the_handler_does_so_and_posts_nothing(string statement, int code)
    {
        await using var function = await Ready($"import os, sys\ndef handler(event, context):\n    print('bye')\n    {statement}\n");

        await function.SendEventAsync("{}");

        Assert.Null(await function.ReadAsync());
        Assert.Equal((code, "bye\n", ""), await function.ExitedAsync());
    }

    [Theory]
    [InlineData("f", "", "Runtime.MalformedHandlerName", "Bad handler 'f': not enough values to unpack (expected 2, got 1)")]
    [InlineData("none.handler", "", "Runtime.ImportModuleError", "Unable to import module 'none': No module named 'none'")]
    [InlineData("f.handler", "import notthere", "Runtime.ImportModuleError", "Unable to import module 'f': No module named 'notthere'")]
    [InlineData("f.other", "", "Runtime.HandlerNotFound", "Handler 'other' missing on module 'f'")]
    [InlineData("sys.handler", "", "Runtime.BuiltInModuleConflict", "Cannot use built-in module sys as a handler module")]
    public async Task Reports_a_handler_that_cannot_be_loaded(string handler, string code, string type, string message)
    {
        await using var function = await FunctionProcess.StartAsync(Runtime, handler, [("f.py", code)]);

        await AssertInitErrorAsync(function, type, Document(message, type, ""), $"[ERROR] {type}: {message}\nTraceback (most recent call last):\n");
    }

    [Fact]
    public async Task Reports_a_syntax_error_with_its_line()
    {
        await using var function = await FunctionProcess.StartAsync(Runtime, "f.handler", [("f.py", "x = 1\ndef handler(event context):\n    pass\n")]);

        var error = await function.ReadAsync();

        Assert.Equal("POST /2018-06-01/runtime/init/error HTTP/1.1", error!.Line);
        Assert.Matches("^\\{\"errorMessage\": \"Syntax error in module 'f': invalid syntax[^\"]* \\(f.py, line 2\\)\", \"errorType\": \"Runtime.UserCodeSyntaxError\", \"requestId\": \"\", "
            + $"\"stackTrace\": \\[\"  File \\\\\"{function.Folder}/f.py\\\\\" Line 2\\\\n    def handler\\(event context\\):\\\\n\"\\]\\}}$", error.Text);
    }

    [Fact]
    public async Task Reports_an_exception_while_the_handler_is_loaded()
    {
        await using var function = await FunctionProcess.StartAsync(Runtime, "f.handler", [("f.py", "1 / 0\n")]);

        await AssertInitErrorAsync(
            function,
            "ZeroDivisionError",
            Document("division by zero", "ZeroDivisionError", "", Frame(function, 1, "<module>", "1 / 0")),
            $"[ERROR] ZeroDivisionError: division by zero\nTraceback (most recent call last):\n\u00a0\u00a0File \"{function.Folder}/f.py\", line 1, in <module>\n\u00a0\u00a0\u00a0\u00a01 / 0\n");
    }

    private static async Task AssertInitErrorAsync(FunctionProcess function, string type, string document, string log)
    {
        var error = await function.ReadAsync();
        Assert.Equal("POST /2018-06-01/runtime/init/error HTTP/1.1", error!.Line);
        Assert.Equal(type, error.Headers["Lambda-Runtime-Function-Error-Type"]);
        JsonText.AssertEqual(document, error.Text);
        await function.AcceptAsync();
        Assert.Equal((1, log, ""), await function.ExitedAsync());
    }

    private static Task<FunctionProcess> Ready(string code) => FunctionProcess.ReadyAsync(Runtime, "f.handler", [("f.py", code)]);

    private static string Document(string message, string type, string requestId, params string[] frames) =>
        $$"""{"errorMessage":{{JsonText.Quote(message)}},"errorType":"{{type}}","requestId":"{{requestId}}","stackTrace":[{{string.Join(',', frames)}}]}""";

    private static string Frame(FunctionProcess function, int line, string name, string code) =>
        JsonText.Quote($"  File \"{function.Folder}/f.py\", line {line}, in {name}\n    {code}\n");
}

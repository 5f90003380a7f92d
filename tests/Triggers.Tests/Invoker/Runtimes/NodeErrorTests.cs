using System.Text.Json.Nodes;

namespace Triggers.Tests.Invoker.Runtimes;

public sealed class NodeErrorTests
{
    private const string Runtime = "nodejs22.x";
    private const string Line = @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t";

    [Theory]
    [InlineData("exports.handler = async () => { throw new TypeError('it é fails'); };")]
    [InlineData("exports.handler = () => { throw new TypeError('it é fails'); };")]
    [InlineData("exports.handler = (event, context, callback) => { callback(new TypeError('it é fails')); };")]
    [InlineData("exports.handler = (event, context) => { context.fail(new TypeError('it é fails')); };")]
    public async Task Reports_an_error_with_its_trace_and_goes_on(string code)
    {
        await using var function = await Ready(code);

        var error = await function.InvokeAsync("1");
        await function.InvokeAsync("2");

        Assert.Equal($"POST /2018-06-01/runtime/invocation/{FunctionProcess.RequestId(1)}/error HTTP/1.1", error.Line);
        Assert.Equal("TypeError", error.Headers["Lambda-Runtime-Function-Error-Type"]);
        var document = JsonNode.Parse(error.Text)!;
        var trace = document["trace"]!.AsArray().Select(line => line!.GetValue<string>()).ToList();
        Assert.Equal("TypeError: it é fails", trace[0]);
        Assert.Matches($@"^    at exports\.handler \({function.Folder}/f\.js:1:\d+\)$", trace[1]);
        document["trace"] = "T";
        JsonText.AssertEqual("""{"errorType":"TypeError","errorMessage":"it é fails","trace":"T"}""", document.ToJsonString());
        Assert.Matches(
            $"^{Line}{FunctionProcess.RequestId(1)}\tERROR\tInvoke Error \t\\{{\"errorType\":\"TypeError\",\"errorMessage\":\"it é fails\",\"stack\":\\[\"TypeError: it é fails\",",
            (await function.EndAsync()).Output);
    }

    [Theory]
    [InlineData("throw 'text'", """{"errorType":"string","errorMessage":"text","trace":[]}""")]
    [InlineData("throw { a: 1 }", """{"errorType":"object","errorMessage":"[object Object]","trace":[]}""")]
    [InlineData("return context.fail()", """{"errorType":"string","errorMessage":"handled","trace":[]}""")]
    [InlineData("return callback('text')", """{"errorType":"string","errorMessage":"text","trace":[]}""")]
    [InlineData("throw Object.create(null)", """{"errorType":"handled","errorMessage":"callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack"}""")]
    public async Task Reports_what_was_thrown_although_it_is_no_error(string statement, string expected)
    {
        await using var function = await Ready($"exports.handler = (event, context, callback) => {{ {statement}; }};");

        JsonText.AssertEqual(expected, (await function.InvokeAsync("1")).Text);
    }

    [Theory]
    [InlineData("nodejs22.x", "Error")]
    [InlineData("nodejs24.x", "Runtime.JSONStringifyError")]
    public async Task Reports_a_result_that_is_no_json(string runtime, string type)
    {
        await using var function = await FunctionProcess.ReadyAsync(runtime, "f.handler", [("f.js", "exports.handler = async event => event ? 1n : 'fine';")]);

        var document = JsonNode.Parse((await function.InvokeAsync("1")).Text)!;
        Assert.Equal((type, "Unable to stringify response body"), (document["errorType"]!.GetValue<string>(), document["errorMessage"]!.GetValue<string>()));
        Assert.Equal("\"fine\"", (await function.InvokeAsync("0")).Text);
    }

    [Theory]
    [InlineData("Promise.reject(new Error('lost')); await new Promise(() => setTimeout(() => {}, 1e6));", "Runtime.UnhandledPromiseRejection", "Error: lost", "Unhandled Promise Rejection", 128)]
    [InlineData("setTimeout(() => { throw new RangeError('late'); }, 1); await new Promise(() => {});", "RangeError", "late", "Uncaught Exception", 129)]
    public async Task Reports_what_nobody_caught_and_ends(string statements, string type, string message, string title, int code)
    {
        await using var function = await Ready($"exports.handler = async () => {{ {statements} }};");

        await function.SendEventAsync("1");
        var error = (await function.ReadAsync())!;
        await function.AcceptAsync();

        Assert.Equal($"POST /2018-06-01/runtime/invocation/{FunctionProcess.RequestId(1)}/error HTTP/1.1", error.Line);
        var document = JsonNode.Parse(error.Text)!;
        Assert.Equal((type, message), (document["errorType"]!.GetValue<string>(), document["errorMessage"]!.GetValue<string>()));
        var (exitCode, output, errors) = await function.ExitedAsync();
        Assert.Equal((code, ""), (exitCode, errors));
        Assert.Matches($"^{Line}{FunctionProcess.RequestId(1)}\tERROR\t{title} \t\\{{\"errorType\":\"{type}\"", output);
    }

    [Fact]
    public async Task Ends_when_the_handler_does_so_and_posts_nothing()
    {
        await using var function = await Ready("exports.handler = async () => { console.log('bye'); process.exit(7); };");

        await function.SendEventAsync("{}");

        Assert.Null(await function.ReadAsync());
        var (exitCode, output, errors) = await function.ExitedAsync();
        Assert.Equal((7, ""), (exitCode, errors));
        Assert.Matches($"^{Line}{FunctionProcess.RequestId(1)}\tINFO\tbye\n$", output);
    }

    [Theory]
    [InlineData("f", "f.js", "", "Runtime.MalformedHandlerName", "Bad handler")]
    [InlineData("../f.handler", "f.js", "", "Runtime.MalformedHandlerName", "'../f.handler' is not a valid handler name. Use absolute paths when specifying root directories in handler names.")]
    [InlineData("f.other", "f.js", "exports.handler = 1;", "Runtime.HandlerNotFound", "f.other is undefined or not exported")]
    [InlineData("f.handler", "f.js", "exports.handler = 1;", "Runtime.HandlerNotFound", "f.handler is not a function")]
    [InlineData("f.handler", "f.js", "exports.handler = {", "Runtime.UserCodeSyntaxError", "SyntaxError: Unexpected end of input")]
    [InlineData("f.handler", "f.mjs", "export const handler = {", "Runtime.UserCodeSyntaxError", "SyntaxError: Unexpected end of input")]
    [InlineData("f.handler", "f.js", "throw new RangeError('at load');", "RangeError", "at load")]
    [InlineData("none.handler", "f.js", "", "Runtime.ImportModuleError", "Error: Cannot find module 'none'\nRequire stack:\n- ")]
    [InlineData("f.handler", "f.js", "require('notthere');", "Runtime.ImportModuleError", "Error: Cannot find module 'notthere'\nRequire stack:\n- ")]
    [InlineData("f.handler", "f.js", "exports.handler = awslambda.streamifyResponse(async () => {});", "Runtime.ResponseStreamingNotSupported", "Response streaming (awslambda.streamifyResponse) is not supported here: return the whole response from the handler.")]
    public async Task Reports_a_handler_that_cannot_be_loaded(string handler, string file, string code, string type, string message)
    {
        await using var function = await FunctionProcess.StartAsync(Runtime, handler, [(file, code)]);

        var error = (await function.ReadAsync())!;
        await function.AcceptAsync();

        Assert.Equal("POST /2018-06-01/runtime/init/error HTTP/1.1", error.Line);
        Assert.Equal(type, error.Headers["Lambda-Runtime-Function-Error-Type"]);
        var document = JsonNode.Parse(error.Text)!.AsObject();
        Assert.Equal(["errorType", "errorMessage", "trace"], document.Select(member => member.Key));
        Assert.Equal(type, document["errorType"]!.GetValue<string>());
        Assert.StartsWith(message, document["errorMessage"]!.GetValue<string>(), StringComparison.Ordinal);
        var (exitCode, output, errors) = await function.ExitedAsync();
        Assert.Equal((129, ""), (exitCode, errors));
        Assert.Matches($"^{Line}undefined\tERROR\tUncaught Exception \t\\{{\"errorType\":\"{type}\"", output);
    }

    [Fact]
    public async Task From_nodejs24_on_a_handler_with_a_callback_is_refused()
    {
        await using var function = await FunctionProcess.StartAsync("nodejs24.x", "f.handler", [("f.js", "exports.handler = (event, context, callback) => callback();")]);

        var error = (await function.ReadAsync())!;

        Assert.Equal("Runtime.CallbackHandlerDeprecated", JsonNode.Parse(error.Text)!["errorType"]!.GetValue<string>());
    }

    private static Task<FunctionProcess> Ready(string code) => FunctionProcess.ReadyAsync(Runtime, "f.handler", [("f.js", code)]);
}

using System.Text;

namespace Triggers.Tests.Invoker.Runtimes;

public sealed class NodeInvocationTests
{
    private const string Runtime = "nodejs22.x";

    [Fact]
    public async Task Answers_an_event_with_what_an_async_handler_returns()
    {
        await using var function = await Ready("exports.handler = async event => ({ got: event, text: 'é😀' });");

        var answer = await function.InvokeAsync("""{"käse":"\u00e9😀","n":[1,2.5,null,true]}""");

        Assert.Equal($"POST /2018-06-01/runtime/invocation/{FunctionProcess.RequestId(1)}/response HTTP/1.1", answer.Line);
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        Assert.Equal("""{"got":{"käse":"é😀","n":[1,2.5,null,true]},"text":"é😀"}""", answer.Text);
    }

    [Theory]
    [InlineData("unix")]
    [InlineData("tcp")]
    [InlineData("fd")]
    public async Task Reaches_the_runtime_api_by_every_kind_of_address(string door)
    {
        await using var function = await FunctionProcess.ReadyAsync(
            Runtime, "f.handler", [("f.js", "exports.handler = async event => event;")], door: door);

        Assert.Equal("[1]", (await function.InvokeAsync("[1]")).Text);
        Assert.Equal("[2]", (await function.InvokeAsync("[2]")).Text);
        Assert.Equal((0, "", ""), await function.EndAsync());
    }

    [Theory]
    [InlineData("exports.handler = (event, context, callback) => callback(null, event);", "1")]
    [InlineData("exports.handler = (event, context, callback) => setTimeout(() => callback(null, event), 1);", "1")]
    [InlineData("exports.handler = (event, context) => context.succeed(event);", "1")]
    [InlineData("exports.handler = (event, context) => context.done(null, event);", "1")]
    [InlineData("exports.handler = event => Promise.resolve(event);", "1")]
    [InlineData("exports.handler = event => event;", "null")]
    [InlineData("exports.handler = event => { setTimeout(() => console.log('late'), 1); };", "null")]
    [InlineData("exports.handler = () => new Promise(() => {});", "null")]
    [InlineData("exports.handler = async () => {};", "null")]
    [InlineData("exports.handler = (event, context, callback) => { callback(null, 1); callback(null, 2); return Promise.resolve(3); };", "1")]
    public async Task Takes_a_result_in_each_of_the_ways_a_handler_may_give_it(string code, string expected)
    {
        await using var function = await Ready(code);

        Assert.Equal(expected, (await function.InvokeAsync("1")).Text);
        Assert.Equal(expected, (await function.InvokeAsync("1")).Text);
    }

    [Fact]
    public async Task A_callback_waits_for_the_event_loop_unless_told_not_to()
    {
        await using var function = await Ready(
            """
            let late = 0;
            exports.handler = (event, context, callback) => {
              context.callbackWaitsForEmptyEventLoop = event.wait;
              const result = { late };
              setTimeout(() => { result.late = ++late; }, 20);
              callback(null, result);
            };
            """);

        Assert.Equal("""{"late":1}""", (await function.InvokeAsync("""{"wait":true}""")).Text);
        Assert.Equal("""{"late":1}""", (await function.InvokeAsync("""{"wait":false}""")).Text);
        Assert.Equal("""{"late":3}""", (await function.InvokeAsync("""{"wait":true}""")).Text);
    }

    [Fact]
    public async Task From_nodejs24_on_a_plain_return_value_counts()
    {
        await using var function = await FunctionProcess.ReadyAsync("nodejs24.x", "f.handler", [("f.js", "exports.handler = (event, context) => [event, typeof context.done];")]);

        Assert.Equal("""[1,"undefined"]""", (await function.InvokeAsync("1")).Text);
    }

    [Theory]
    [InlineData("f.handler", "f.js", "exports.handler = async () => 'it';")]
    [InlineData("f.handler", "f.cjs", "exports.handler = async () => 'it';")]
    [InlineData("f.handler", "f.mjs", "await null; export const handler = async () => 'it';")]
    [InlineData("f.a.b", "f.js", "exports.a = { b: async () => 'it' };")]
    [InlineData("a/b.handler", "a/b.js", "exports.handler = async () => 'it';")]
    [InlineData("a/b.handler", "a/b.mjs", "export async function handler() { return 'it'; }")]
    [InlineData("f.handler", "node_modules/f/index.js", "exports.handler = async () => 'it';")]
    public async Task Loads_commonjs_and_es_modules_wherever_they_lie(string handler, string file, string code)
    {
        await using var function = await FunctionProcess.ReadyAsync(Runtime, handler, [(file, code)]);

        Assert.Equal("\"it\"", (await function.InvokeAsync("1")).Text);
    }

    [Fact]
    public async Task Loads_a_js_file_of_a_package_marked_as_module_and_requires_from_the_task_root()
    {
        await using var function = await FunctionProcess.ReadyAsync(
            Runtime,
            "src/f.handler",
            [
                ("package.json", """{"type":"module"}"""),
                ("src/f.js", "import { createRequire } from 'node:module';\nexport const handler = async () => createRequire(import.meta.url)('shared/name.cjs');"),
                ("shared/name.cjs", "module.exports = 'shared';"),
            ]);

        Assert.Equal("\"shared\"", (await function.InvokeAsync("1")).Text);
    }

    [Fact]
    public async Task Gives_the_handler_a_complete_context()
    {
        await using var function = await Ready(
            """
            exports.handler = async (event, context) => {
              const left = context.getRemainingTimeInMillis();
              return { ...context, left: left > 0 && left <= 3000, trace: process.env._X_AMZN_TRACE_ID };
            };
            """);

        var first = await function.InvokeAsync(
            "{}",
            "Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1\r\n"
            + "Lambda-Runtime-Client-Context: {\"custom\":{\"k\":\"vé\"},\"env\":{\"e\":1},\"client\":{\"app_title\":\"t\"}}\r\n"
            + "Lambda-Runtime-Cognito-Identity: {\"cognitoIdentityId\":\"i\",\"cognitoIdentityPoolId\":\"p\"}\r\n");
        var second = await function.InvokeAsync("{}");

        JsonText.AssertEqual(
            Context(1, """
                "clientContext":{"custom":{"k":"vé"},"env":{"e":1},"client":{"app_title":"t"}},"identity":{"cognitoIdentityId":"i","cognitoIdentityPoolId":"p"},
                """, ""","trace":"Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1" """),
            first.Text);
        JsonText.AssertEqual(Context(2, "", ""), second.Text);
    }

    [Fact]
    public async Task Sends_the_answer_and_the_question_for_the_next_in_one_write()
    {
        await using var function = await Ready("exports.handler = async event => event;");

        await function.SendEventAsync("{}");
        await function.ReadAsync();
        Assert.Equal(1, function.Connection.Reads);
        await function.ExpectNextAsync();
        Assert.Equal(0, function.Connection.Reads);
    }

    [Fact]
    public async Task Reads_answers_that_come_in_any_pieces_and_casing()
    {
        await using var function = await Ready("exports.handler = async (event, context) => [event, context.awsRequestId];");
        await function.InvokeAsync("1");

        var rest = "HTTP/1.1 202 Accepted\r\ncontent-length: 2\r\n\r\n{}"u8.ToArray()
            .Concat(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(function.Event("\"piece by piece\"")).ToLowerInvariant().Replace("http/1.1 200 ok", "HTTP/1.1 200 OK", StringComparison.Ordinal)));
        foreach (var piece in rest.Chunk(7))
        {
            await function.Connection.SendAsync(piece, TestContext.Current.CancellationToken);
            await Task.Yield();
        }

        Assert.Equal($"[\"piece by piece\",\"{FunctionProcess.RequestId(2)}\"]", (await function.ReadAsync())!.Text);
    }

    [Fact]
    public async Task Takes_and_returns_six_megabytes_and_sizes_around_that_of_its_buffer()
    {
        await using var function = await Ready("exports.handler = async event => event;");
        foreach (var size in (int[])[21_000, 65_000, 65_100, 65_200, 65_300, 65_400, 65_500, 65_600, (6 * 1024 * 1024) - 2, 1])
        {
            var large = $"\"{new string('é', size / 2)}\"";
            Assert.Equal(large, (await function.InvokeAsync(large)).Text);
        }
    }

    [Fact]
    public async Task Goes_on_after_an_answer_that_was_too_large_and_stops_when_one_is_refused()
    {
        await using var function = await Ready("exports.handler = async event => event;");
        await function.InvokeAsync("1");

        await function.Connection.SendAsync([.. "HTTP/1.1 413 Payload Too Large\r\nContent-Length: 2\r\n\r\n{}"u8, .. function.Event("2")], TestContext.Current.CancellationToken);
        Assert.Equal("2", (await function.ReadAsync())!.Text);
        await function.Connection.SendAsync("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 4\r\n\r\nlost"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal((1, "", "The function's runtime stops: an answer was refused with 500: lost\n"), await function.ExitedAsync());
    }

    [Fact]
    public async Task Programs_the_handler_starts_do_not_inherit_the_connection()
    {
        await using var function = await FunctionProcess.ReadyAsync(
            Runtime,
            "f.handler",
            [("f.js", "exports.handler = async () => require('child_process').spawnSync('test', ['-e', '/proc/self/fd/3']).status;")],
            door: "fd");

        Assert.Equal("1", (await function.InvokeAsync("{}")).Text);
    }

    [Fact]
    public async Task Obeys_the_users_NODE_OPTIONS()
    {
        await using var function = await FunctionProcess.ReadyAsync(
            Runtime,
            "f.handler",
            [("f.js", "exports.handler = async () => globalThis.before;"), ("before.js", "globalThis.before = 'hooked';")],
            new() { ["NODE_OPTIONS"] = "--require ./before.js" });

        Assert.Equal("\"hooked\"", (await function.InvokeAsync("1")).Text);
    }

    private static Task<FunctionProcess> Ready(string code) => FunctionProcess.ReadyAsync(Runtime, "f.handler", [("f.js", code)]);

    private static string Context(int number, string sent, string trace) =>
        $$"""
        {
          "callbackWaitsForEmptyEventLoop":true,"functionVersion":"$LATEST","functionName":"f","memoryLimitInMB":"128",
          "logGroupName":"/aws/lambda/f","logStreamName":"2026/01/02/[$LATEST]0123456789abcdef0123456789abcdef",
          {{sent}}"invokedFunctionArn":"{{FunctionProcess.Arn}}","awsRequestId":"{{FunctionProcess.RequestId(number)}}","left":true{{trace}}
        }
        """;
}

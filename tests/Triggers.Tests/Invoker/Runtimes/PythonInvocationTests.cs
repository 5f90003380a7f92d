using System.Text;

namespace Triggers.Tests.Invoker.Runtimes;

public sealed class PythonInvocationTests
{
    private const string Runtime = "python3.13";

    [Fact]
    public async Task Answers_an_event_with_what_the_handler_returns()
    {
        await using var function = await Ready("def handler(event, context):\n    return {'got': event, 'text': 'é😀', 'list': [1, 2.5, None, True]}\n");

        var answer = await function.InvokeAsync("""{"käse":"\u00e9😀","n":[1,2.5,null,true]}""");

        Assert.Equal($"POST /2018-06-01/runtime/invocation/{FunctionProcess.RequestId(1)}/response HTTP/1.1", answer.Line);
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        Assert.Equal("""{"got": {"käse": "é😀", "n": [1, 2.5, null, true]}, "text": "é😀", "list": [1, 2.5, null, true]}""", answer.Text);
    }

    [Theory]
    [InlineData("python3.11", "\"\\u00e9\"")]
    [InlineData("python3.12", "\"é\"")]
    public async Task Escapes_characters_up_to_python_3_11_as_that_runtime_does(string runtime, string expected)
    {
        await using var function = await FunctionProcess.ReadyAsync(runtime, "f.handler", [("f.py", "def handler(event, context):\n    return 'é'\n")]);

        Assert.Equal(expected, (await function.InvokeAsync("{}")).Text);
    }

    [Theory]
    [InlineData("unix")]
    [InlineData("tcp")]
    [InlineData("fd")]
    public async Task Reaches_the_runtime_api_by_every_kind_of_address(string door)
    {
        await using var function = await FunctionProcess.ReadyAsync(
            Runtime, "f.handler", [("f.py", "def handler(event, context):\n    return event\n")], door: door);

        Assert.Equal("[1]", (await function.InvokeAsync("[1]")).Text);
        Assert.Equal("[2]", (await function.InvokeAsync("[2]")).Text);
        Assert.Equal((0, "", ""), await function.EndAsync());
    }

    [Fact]
    public async Task Sends_the_answer_and_the_question_for_the_next_in_one_write()
    {
        await using var function = await Ready("def handler(event, context):\n    return event\n");

        await function.SendEventAsync("{}");
        await function.ReadAsync();
        Assert.Equal(1, function.Connection.Reads);
        await function.ExpectNextAsync();
        Assert.Equal(0, function.Connection.Reads);
    }

    [Fact]
    public async Task Reads_answers_that_come_in_any_pieces_and_casing()
    {
        await using var function = await Ready("def handler(event, context):\n    return [event, context.aws_request_id]\n");
        await function.InvokeAsync("1");

        var rest = "HTTP/1.1 202 Accepted\r\ncontent-length: 2\r\n\r\n{}"u8.ToArray()
            .Concat(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(function.Event("\"piece by piece\"")).ToLowerInvariant().Replace("http/1.1 200 ok", "HTTP/1.1 200 OK", StringComparison.Ordinal)));
        foreach (var piece in rest.Chunk(7))
        {
            await function.Connection.SendAsync(piece, TestContext.Current.CancellationToken);
            await Task.Yield();
        }

        Assert.Equal($$"""["piece by piece", "{{FunctionProcess.RequestId(2)}}"]""", (await function.ReadAsync())!.Text);
    }

    [Fact]
    public async Task Takes_and_returns_six_megabytes()
    {
        await using var function = await Ready("def handler(event, context):\n    return event\n");
        var large = $"\"{new string('x', 6 * 1024 * 1024 - 2)}\"";

        Assert.Equal(large, (await function.InvokeAsync(large)).Text);
        Assert.Equal("1", (await function.InvokeAsync("1")).Text);
    }

    [Fact]
    public async Task Gives_the_handler_a_complete_context()
    {
        await using var function = await Ready(
            """
            import os
            def handler(event, context):
                c, i = context.client_context, context.identity
                context.anything = 1
                return {
                    "id": context.aws_request_id, "arn": context.invoked_function_arn, "name": context.function_name,
                    "version": context.function_version, "memory": context.memory_limit_in_mb, "group": context.log_group_name,
                    "stream": context.log_stream_name, "left": 0 < context.get_remaining_time_in_millis() <= 3000,
                    "client": c and [c.custom, c.env, c.client.app_title, c.client.installation_id],
                    "identity": [i.cognito_identity_id, i.cognito_identity_pool_id], "tenant": context.tenant_id,
                    "trace": os.environ.get("_X_AMZN_TRACE_ID"),
                }
            """);

        var first = await function.InvokeAsync(
            "{}",
            "Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1\r\n"
            + "Lambda-Runtime-Client-Context: {\"custom\":{\"k\":\"vé\"},\"env\":{\"e\":1},\"client\":{\"app_title\":\"t\"}}\r\n"
            + "Lambda-Runtime-Cognito-Identity: {\"cognitoIdentityId\":\"i\",\"cognitoIdentityPoolId\":\"p\"}\r\n"
            + "Lambda-Runtime-Aws-Tenant-Id: blue\r\n");
        var second = await function.InvokeAsync("{}");

        JsonText.AssertEqual(Context(1, """[{"k":"vé"},{"e":1},"t",null]""", """["i","p"]""", "\"blue\"", "\"Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1\""), first.Text);
        JsonText.AssertEqual(Context(2, "null", "[null,null]", "null", "null"), second.Text);
    }

    [Fact]
    public async Task Writes_decimals_as_numbers_bytes_as_text_and_a_bytes_result_as_it_is()
    {
        await using var function = await Ready(
            """
            from decimal import Decimal
            def handler(event, context):
                return b"\x00raw" if event else {"price": Decimal("12.30"), "many": [Decimal("1E+2")], "text": b"caf\xc3\xa9"}
            """);

        Assert.Equal("""{"price": 12.30, "many": [1E+2], "text": "café"}""", (await function.InvokeAsync("0")).Text);
        var raw = await function.InvokeAsync("1");
        Assert.Equal("application/unknown", raw.Headers["Content-Type"]);
        Assert.Equal("\0raw", raw.Text);
    }

    [Fact]
    public async Task Goes_on_after_an_answer_that_was_too_large()
    {
        await using var function = await Ready("def handler(event, context):\n    return event\n");
        await function.InvokeAsync("1");

        await function.Connection.SendAsync([.. "HTTP/1.1 413 Payload Too Large\r\nContent-Length: 2\r\n\r\n{}"u8, .. function.Event("2")], TestContext.Current.CancellationToken);

        Assert.Equal("2", (await function.ReadAsync())!.Text);
    }

    [Fact]
    public async Task Stops_with_1_when_an_answer_is_refused()
    {
        await using var function = await Ready("def handler(event, context):\n    return event\n");
        await function.InvokeAsync("1");

        await function.Connection.SendAsync("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 4\r\n\r\nlost"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal((1, "", "The function's runtime stops: an answer was refused with 500: lost\n"), await function.ExitedAsync());
    }

    [Fact]
    public async Task Leaves_silently_when_the_server_hangs_up_even_with_a_thread_at_work()
    {
        await using var function = await Ready(
            "import threading\nthreading.Thread(target=threading.Event().wait).start()\ndef handler(event, context):\n    return event\n");

        Assert.Equal((0, "", ""), await function.EndAsync());
    }

    [Fact]
    public async Task Finds_modules_in_the_task_root_first_then_where_the_users_variable_says()
    {
        await using var function = await FunctionProcess.ReadyAsync(
            Runtime,
            "deep/er/f.handler",
            [
                ("deep/er/f.py", "import bootstrap, extra, json, os, sys\ndef handler(event, context):\n    return [bootstrap.NAME, extra.NAME, sys.path[0] == os.getcwd()]\n"),
                ("bootstrap.py", "NAME = 'mine'\n"),
                ("lib/extra.py", "NAME = 'extra'\n"),
            ],
            new() { ["PYTHONPATH"] = "lib" });

        Assert.Equal("""["mine", "extra", true]""", (await function.InvokeAsync("{}")).Text);
    }

    [Fact]
    public async Task A_forked_child_that_returns_from_the_handler_says_nothing()
    {
        await using var function = await Ready("import os\ndef handler(event, context):\n    pid = os.fork()\n    if pid:\n        os.waitpid(pid, 0)\n    return event\n");

        Assert.Equal("1", (await function.InvokeAsync("1")).Text);
        Assert.Equal("2", (await function.InvokeAsync("2")).Text);
        Assert.Equal((0, "", ""), await function.EndAsync());
    }

    [Fact]
    public async Task Programs_the_handler_starts_do_not_inherit_the_connection()
    {
        await using var function = await FunctionProcess.ReadyAsync(
            Runtime,
            "f.handler",
            [("f.py", "import subprocess\ndef handler(event, context):\n    return subprocess.run(['test', '-e', '/proc/self/fd/3'], close_fds=False).returncode\n")],
            door: "fd");

        Assert.Equal("1", (await function.InvokeAsync("{}")).Text);
    }

    private static Task<FunctionProcess> Ready(string code) => FunctionProcess.ReadyAsync(Runtime, "f.handler", [("f.py", code)]);

    private static string Context(int number, string client, string identity, string tenant, string trace) =>
        $$"""
        {
          "id":"{{FunctionProcess.RequestId(number)}}","arn":"{{FunctionProcess.Arn}}","name":"f","version":"$LATEST","memory":"128",
          "group":"/aws/lambda/f","stream":"2026/01/02/[$LATEST]0123456789abcdef0123456789abcdef","left":true,
          "client":{{client}},"identity":{{identity}},"tenant":{{tenant}},"trace":{{trace}}
        }
        """;
}

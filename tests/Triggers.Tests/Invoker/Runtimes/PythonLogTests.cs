using System.Text.Json.Nodes;

namespace Triggers.Tests.Invoker.Runtimes;

public sealed class PythonLogTests
{
    private const string Runtime = "python3.13";
    private const string Instant = @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z";

    [Fact]
    public async Task Prints_stand_before_the_answer_whether_or_not_the_line_has_ended()
    {
        await using var function = await Ready("import sys\ndef handler(event, context):\n    print('é', end='')\n    print('!', file=sys.stderr)\n");

        await function.InvokeAsync("1");
        await function.InvokeAsync("2");

        Assert.Equal((0, "éé", "!\n!\n"), await function.EndAsync());
    }

    [Fact]
    public async Task Prints_ten_megabytes_and_answers()
    {
        await using var function = await Ready("def handler(event, context):\n    for _ in range(1000):\n        print('x' * 9999)\n    print(*range(9), sep='\\n')\n    return event\n");

        Assert.Equal("1", (await function.InvokeAsync("1")).Text);
        Assert.Equal(10_000_018, (await function.EndAsync()).Output.Length);
    }

    [Fact]
    public async Task Answers_although_the_handler_closed_stdout()
    {
        await using var function = await Ready("import sys\ndef handler(event, context):\n    sys.stdout.close()\n    if event > 1:\n        raise KeyError('k')\n    return event\n");

        Assert.Equal("1", (await function.InvokeAsync("1")).Text);
        Assert.Contains("\"errorType\": \"KeyError\"", (await function.InvokeAsync("2")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_with_level_time_and_request_id_and_leaves_basicConfig_nothing_to_do()
    {
        await using var function = await Ready(
            """
            import logging
            logging.basicConfig(level=logging.DEBUG, format="mine %(message)s")
            logging.warning("while loading")
            logging.getLogger().setLevel(logging.INFO)
            def handler(event, context):
                logging.getLogger("a.b").info("got %s", event)
                logging.getLogger().debug("not shown")
                context.log("plain\n")
            """);

        await function.InvokeAsync("1");

        Assert.Matches(
            $"^\\[WARNING\\]\t{Instant}\t\twhile loading\n\\[INFO\\]\t{Instant}\t{FunctionProcess.RequestId(1)}\tgot 1\nplain\n$",
            (await function.EndAsync()).Output);
    }

    [Fact]
    public async Task Logs_json_when_the_function_is_set_so()
    {
        await using var function = await FunctionProcess.ReadyAsync(
            Runtime,
            "f.handler",
            [("f.py", """
                import logging
                def handler(event, context):
                    logging.getLogger("a").info("é %s", event, extra={"order": 7})
                    logging.debug("not shown")
                    try:
                        raise KeyError("k")
                    except KeyError:
                        logging.exception("caught")
                    raise ValueError("fails")
                """)],
            new() { ["AWS_LAMBDA_LOG_FORMAT"] = "JSON", ["AWS_LAMBDA_LOG_LEVEL"] = "INFO" });

        await function.InvokeAsync("1");

        var lines = (await function.EndAsync()).Output.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        foreach (var line in lines)
        {
            Assert.Matches($"^{Instant}$", line["timestamp"]!.GetValue<string>());
            line["timestamp"] = "T";
        }

        var file = $"{function.Folder}/f.py";
        var id = FunctionProcess.RequestId(1);
        JsonText.AssertEqual(
            $$"""
            [
              {"timestamp":"T","level":"INFO","message":"é 1","logger":"a","requestId":"{{id}}","order":7},
              {"timestamp":"T","level":"ERROR","message":"caught","logger":"root","stackTrace":["  File \"{{file}}\", line 6, in handler\n    raise KeyError(\"k\")\n"],
               "errorType":"KeyError","errorMessage":"'k'","requestId":"{{id}}","location":"{{file}}:handler:8"},
              {"timestamp":"T","level":"ERROR","errorMessage":"fails","errorType":"ValueError","requestId":"{{id}}",
               "stackTrace":["  File \"{{file}}\", line 9, in handler\n    raise ValueError(\"fails\")\n"]}
            ]
            """,
            new JsonArray([.. lines]).ToJsonString());
    }

    private static Task<FunctionProcess> Ready(string code) => FunctionProcess.ReadyAsync(Runtime, "f.handler", [("f.py", code)]);
}

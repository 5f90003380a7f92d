using System.Text.Json.Nodes;

namespace Triggers.Tests.Invoker.Runtimes;

public sealed class NodeLogTests
{
    private const string Runtime = "nodejs22.x";
    private const string Instant = @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z";

    [Fact]
    public async Task Logs_with_time_request_id_and_level()
    {
        await using var function = await Ready(
            """
            console.log('loading');
            exports.handler = async event => {
              console.log('got %s', event, { a: 1 });
              console.debug('d'); console.warn('w'); console.error('é'); console.fatal('f');
              process.stdout.write('plain\n');
              console.info();
            };
            """);

        await function.InvokeAsync("7");

        var head = $"{Instant}\t{FunctionProcess.RequestId(1)}\t";
        Assert.Matches(
            $"^{Instant}\tundefined\tINFO\tloading\n{head}INFO\tgot 7 \\{{ a: 1 \\}}\n{head}DEBUG\td\n{head}WARN\tw\n{head}ERROR\té\n{head}FATAL\tf\nplain\n{head}INFO\t\n$",
            (await function.EndAsync()).Output);
    }

    [Fact]
    public async Task Prints_ten_megabytes_and_answers()
    {
        await using var function = await Ready("exports.handler = async event => { for (let i = 0; i < 1000; i++) process.stdout.write('x'.repeat(9999) + '\\n'); return event; };");

        Assert.Equal("1", (await function.InvokeAsync("1")).Text);
        Assert.Equal(10_000_000, (await function.EndAsync()).Output.Length);
    }

    [Fact]
    public async Task Logs_json_from_the_level_the_function_is_set_to()
    {
        await using var function = await FunctionProcess.ReadyAsync(
            Runtime,
            "f.handler",
            [("f.js", """
                exports.handler = async event => {
                  console.debug('not shown');
                  console.log({ order: event });
                  console.warn('é %s', event);
                  const error = new RangeError('fails');
                  error.stack = 'one\ntwo';
                  console.error('it', error);
                  throw error;
                };
                """)],
            new() { ["AWS_LAMBDA_LOG_FORMAT"] = "JSON", ["AWS_LAMBDA_LOG_LEVEL"] = "INFO" });

        await function.InvokeAsync("1");

        var lines = (await function.EndAsync()).Output.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        foreach (var line in lines)
        {
            Assert.Matches($"^{Instant}$", line["timestamp"]!.GetValue<string>());
            line["timestamp"] = "T";
        }

        var id = FunctionProcess.RequestId(1);
        JsonText.AssertEqual(
            $$$"""
            [
              {"timestamp":"T","level":"INFO","requestId":"{{{id}}}","message":{"order":1}},
              {"timestamp":"T","level":"WARN","requestId":"{{{id}}}","message":"é 1"},
              {"timestamp":"T","level":"ERROR","requestId":"{{{id}}}","message":"it [one\ntwo]","errorType":"RangeError","errorMessage":"fails","stackTrace":["one","two"]},
              {"timestamp":"T","level":"ERROR","requestId":"{{{id}}}","message":{"errorType":"RangeError","errorMessage":"fails","stackTrace":["one","two"]}}
            ]
            """,
            new JsonArray([.. lines]).ToJsonString());
    }

    private static Task<FunctionProcess> Ready(string code) => FunctionProcess.ReadyAsync(Runtime, "f.handler", [("f.js", code)]);
}

using System.Text;
using System.Text.Json.Nodes;
using Triggers.EndToEnd.Hosting;
using Triggers.EndToEnd.Processes;

namespace Triggers.EndToEnd.Clients;

/// <summary>The <c>aws</c> command line against a running system, as a user types it.</summary>
[Collection(OneRunningSystem.Name)]
public sealed class AwsCliTests(SharedHost host) : IAsyncLifetime
{
    private const string Role = "arn:aws:iam::000000000000:role/r";
    private const string Arn = "arn:aws:lambda:us-east-1:000000000000:function:";

    private const string Source = """
        import os
        def handler(event, context):
            if event.get('mark'):
                with open(event['mark'], 'w') as file:
                    file.write(context.aws_request_id)
            if event.get('fail'):
                raise ValueError(event['fail'])
            print('said', event.get('say'))
            return {'event': event, 'arn': context.invoked_function_arn, 'version': context.function_version, 'GREETING': os.environ.get('GREETING')}
        """;

    private readonly Package package = Package.OfPython(Source);
    private readonly string folder = Directory.CreateTempSubdirectory("triggers-e2e-").FullName;

    public async ValueTask InitializeAsync() => await Tool.RequireAsync("aws", "--version", "awscli");

    public ValueTask DisposeAsync()
    {
        package.Dispose();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Creates_waits_and_invokes()
    {
        var created = await CreateAsync("cli-invoke", "--environment", "Variables={GREETING=hello}");
        Assert.Equal(("Pending", "Creating"), ((string)created["State"]!, (string)created["StateReasonCode"]!));
        await SucceedAsync("wait", "function-exists", "--function-name", "cli-invoke");
        await SucceedAsync("wait", "function-active-v2", "--function-name", "cli-invoke");

        var (answer, payload) = await InvokeAsync("cli-invoke", """{"say":"\u00e9"}""", "--log-type", "Tail");

        Assert.Equal((200, "$LATEST"), ((int)answer["StatusCode"]!, (string)answer["ExecutedVersion"]!));
        Equal($$"""{"event":{"say":"\u00e9"},"arn":"{{Arn}}cli-invoke","version":"$LATEST","GREETING":"hello"}""", payload);
        var log = Encoding.UTF8.GetString(Convert.FromBase64String((string)answer["LogResult"]!));
        Assert.Matches(
            @"\ASTART RequestId: (?<id>[0-9a-f-]{36}) Version: \$LATEST\nsaid é\nEND RequestId: \k<id>\nREPORT RequestId: \k<id>\tDuration: [0-9.]+ ms\tBilled Duration: [0-9]+ ms\tMemory Size: 128 MB\tMax Memory Used: [0-9]+ MB\tInit Duration: [0-9.]+ ms\t\n\z",
            log);
    }

    [Fact]
    public async Task A_failing_handler_is_a_function_error()
    {
        await CreateAsync("cli-fail");

        var (answer, payload) = await InvokeAsync("cli-fail", """{"fail":"no luck"}""");

        Assert.Equal((200, "Unhandled"), ((int)answer["StatusCode"]!, (string)answer["FunctionError"]!));
        Assert.Equal(("no luck", "ValueError"), ((string)payload!["errorMessage"]!, (string)payload["errorType"]!));
    }

    [Fact]
    public async Task An_event_runs_after_its_acceptance_and_a_dry_run_does_not()
    {
        await CreateAsync("cli-event");
        var mark = Path.Combine(folder, "mark");

        var (dry, _) = await InvokeAsync("cli-event", $$"""{"mark":"{{mark}}.dry"}""", "--invocation-type", "DryRun");
        var (accepted, body) = await InvokeAsync("cli-event", $$"""{"mark":"{{mark}}"}""", "--invocation-type", "Event");

        Assert.Equal((204, 202), ((int)dry["StatusCode"]!, (int)accepted["StatusCode"]!));
        Assert.Null(body);
        await Until.TrueAsync(() => Task.FromResult(File.Exists(mark)), TimeSpan.FromSeconds(30), () => "The event never ran.\n" + host.Running.Output);
        Assert.False(File.Exists(mark + ".dry"));
    }

    [Fact]
    public async Task Updates_publishes_and_routes()
    {
        await CreateAsync("cli-versions");
        await SucceedAsync("publish-version", "--function-name", "cli-versions");
        using var next = Package.OfPython("def handler(event, context):\n    return 'new'\n");
        var update = await JsonAsync("update-function-code", "--function-name", "cli-versions", "--zip-file", $"fileb://{next.Path}");
        Assert.Equal("InProgress", (string)update["LastUpdateStatus"]!);
        await SucceedAsync("wait", "function-updated-v2", "--function-name", "cli-versions");
        await SucceedAsync("update-function-configuration", "--function-name", "cli-versions", "--timeout", "5");
        var second = await JsonAsync("publish-version", "--function-name", "cli-versions", "--description", "two");
        Assert.Equal(("2", 5, Arn + "cli-versions:2"), ((string)second["Version"]!, (int)second["Timeout"]!, (string)second["FunctionArn"]!));
        await SucceedAsync("create-alias", "--function-name", "cli-versions", "--name", "prod", "--function-version", "2");

        var (answer, payload) = await InvokeAsync("cli-versions:prod", "{}");
        Assert.Equal(("2", "\"new\""), ((string)answer["ExecutedVersion"]!, payload!.ToJsonString()));
        (answer, payload) = await InvokeAsync(Arn + "cli-versions", "{}", "--qualifier", "1");
        Assert.Equal(("1", Arn + "cli-versions:1"), ((string)answer["ExecutedVersion"]!, (string)payload!["arn"]!));

        var alias = await JsonAsync("update-alias", "--function-name", "cli-versions", "--name", "prod", "--routing-config", "AdditionalVersionWeights={1=0.5}");
        Equal("""{"AdditionalVersionWeights":{"1":0.5}}""", alias["RoutingConfig"]);
        var complaint = await FailAsync("delete-function", "--function-name", "cli-versions", "--qualifier", "1");
        Assert.Contains("(ResourceConflictException)", complaint, StringComparison.Ordinal);
        await SucceedAsync("delete-alias", "--function-name", "cli-versions", "--name", "prod");
        await SucceedAsync("delete-function", "--function-name", "cli-versions", "--qualifier", "1");
        var versions = await JsonAsync("list-versions-by-function", "--function-name", "cli-versions");
        Assert.Equal(["$LATEST", "2"], versions["Versions"]!.AsArray().Select(version => (string)version!["Version"]!));
    }

    [Fact]
    public async Task Sets_everything_else()
    {
        await CreateAsync("cli-settings", "--tags", "team=a");
        const string f = "cli-settings", queue = "arn:aws:sqs:us-east-1:000000000000:q";

        Equal("""{"ReservedConcurrentExecutions":7}""", await JsonAsync("put-function-concurrency", "--function-name", f, "--reserved-concurrent-executions", "7"));
        var config = await JsonAsync("put-function-event-invoke-config", "--function-name", f, "--maximum-retry-attempts", "1",
            "--destination-config", $"OnFailure={{Destination={queue}}}");
        Equal($$"""{"OnSuccess":{},"OnFailure":{"Destination":"{{queue}}"} }""", config["DestinationConfig"]);
        var url = await JsonAsync("create-function-url-config", "--function-name", f, "--auth-type", "NONE");
        Assert.EndsWith($".lambda-url.localhost:{host.Running.Http.Port}/", (string)url["FunctionUrl"]!, StringComparison.Ordinal);
        await SucceedAsync("add-permission", "--function-name", f, "--statement-id", "s3", "--action", "lambda:InvokeFunction", "--principal", "s3.amazonaws.com");
        var policy = await JsonAsync("get-policy", "--function-name", f);
        Equal($$"""
            {"Version":"2012-10-17","Id":"default","Statement":[{"Sid":"s3","Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},
             "Action":"lambda:InvokeFunction","Resource":"{{Arn}}{{f}}"}]}
            """, JsonNode.Parse((string)policy["Policy"]!));
        await SucceedAsync("tag-resource", "--resource", Arn + f, "--tags", "owner=b c");
        await SucceedAsync("untag-resource", "--resource", Arn + f, "--tag-keys", "team");
        var shown = await JsonAsync("get-function", "--function-name", f);
        Equal("""{"owner":"b c"}""", shown["Tags"]);
        Equal("""{"ReservedConcurrentExecutions":7}""", shown["Concurrency"]);
        Assert.Equal(await File.ReadAllBytesAsync(package.Path, TestContext.Current.CancellationToken),
            await host.Running.Client.GetByteArrayAsync((string)shown["Code"]!["Location"]!, TestContext.Current.CancellationToken));
        Assert.Equal(1000, (int)(await JsonAsync("get-account-settings"))["AccountLimit"]!["ConcurrentExecutions"]!);

        await SucceedAsync("delete-function", "--function-name", f);
        Assert.Contains($"(ResourceNotFoundException) when calling the GetFunction operation: Function not found: {Arn}{f}",
            await FailAsync("get-function", "--function-name", f), StringComparison.Ordinal);
    }

    private async Task<JsonNode> CreateAsync(string name, params string[] more) => await JsonAsync(
    [
        "create-function", "--function-name", name, "--runtime", "python3.13", "--handler", "app.handler", "--role", Role,
        "--zip-file", $"fileb://{package.Path}", .. more,
    ]);

    private async Task<(JsonNode Answer, JsonNode? Payload)> InvokeAsync(string function, string payload, params string[] more)
    {
        var (sent, received) = (Path.Combine(folder, "in.json"), Path.Combine(folder, "out.json"));
        await File.WriteAllTextAsync(sent, payload, TestContext.Current.CancellationToken);
        var answer = await JsonAsync(["invoke", "--function-name", function, "--payload", $"fileb://{sent}", .. more, received]);
        var bytes = await File.ReadAllBytesAsync(received, TestContext.Current.CancellationToken);
        return (answer, bytes.Length == 0 ? null : JsonNode.Parse(bytes));
    }

    private async Task<JsonNode> JsonAsync(params string[] arguments) => (await RunAsync(arguments)).Json();

    private async Task SucceedAsync(params string[] arguments) => (await RunAsync(arguments)).Succeeded();

    private async Task<string> FailAsync(params string[] arguments) => (await RunAsync(arguments)).Failed();

    private Task<ToolResult> RunAsync(string[] arguments) => Tool.RunAsync(
        "aws", ["--endpoint-url", host.Running.Lambda.ToString(), "--output", "json", "lambda", .. arguments], AwsEnvironment.Variables);

    private static void Equal(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}\nbut was {actual}");
}

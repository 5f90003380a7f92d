using System.Text.Json;
using Triggers.Host.Commands;
using Triggers.Tests.Host.Templates;

namespace Triggers.Tests.Host.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemplateFolder folder = new TemplateFolder().With("app.py", "def handler(event, context): return event\n");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("There is no option '--frobnicate'; see 'triggers --help'.", "--frobnicate")]
    [InlineData("'deplyo' is neither a command nor a template that is there; see 'triggers --help'.", "deplyo", "t.yaml")]
    [InlineData("Required argument 'TEMPLATE' missing for command: 'validate'. See 'triggers validate --help'.", "validate")]
    [InlineData("The setting --Lambda:Url has no value; write --Lambda:Url=VALUE.", "functions", "--Lambda:Url")]
    [InlineData("There is no event 'sqs'; there are apigateway-v2, codecommit, s3-put, scheduled.", "event", "sqs")]
    [InlineData("--parameter takes NAME=VALUE, was 'Stage'. See 'triggers validate --help'.", "validate", "t.yaml", "--parameter", "Stage")]
    [InlineData("--tail must be 0 or more. See 'triggers logs --help'.", "logs", "f", "--tail", "-1")]
    public async Task Says_how_it_was_called_wrongly(string expected, params string[] arguments) =>
        Assert.Equal((2, "", expected + "\n"), await RunAsync(arguments));

    [Theory]
    [InlineData("Lambda:Url must be an address like http://127.0.0.1:3001, was 'here'.", "functions", "--Lambda:Url=here")]
    [InlineData("--endpoint must be an address like http://127.0.0.1:3001, was 'ftp://a'.", "stacks", "--endpoint", "ftp://a")]
    [InlineData("Nothing answers at http://127.0.0.1:9 (Connection refused (127.0.0.1:9)). Start it with 'triggers up', or name another address with --endpoint.", "functions", "--endpoint", "http://127.0.0.1:9")]
    [InlineData("Nothing answers at http://127.0.0.1:9 (Connection refused (127.0.0.1:9)). Start it with 'triggers up', or name another address with --endpoint.", "invoke", "f", "--Lambda:Url", "http://127.0.0.1:9")]
    public async Task Says_what_failed(string expected, params string[] arguments) =>
        Assert.Equal((1, "", expected + "\n"), await RunAsync(arguments));

    [Theory]
    [InlineData("--Invoker:KeepWarm=abc", "Failed to convert configuration value 'abc' at 'Invoker:KeepWarm' to type 'System.TimeSpan'.")]
    [InlineData("--Invoker:AccountConcurrency=0", "Invoker:AccountConcurrency must be between 1 and 1000000.")]
    [InlineData("--Aws:AccountId=1", "Aws:AccountId must be 12 digits.")]
    [InlineData("--Http:Url=nowhere", "Http:Url must be an address like http://127.0.0.1:3000, was 'nowhere'.")]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence(string setting, string expected)
    {
        var (exit, output, error) = await RunAsync("up", GoodTemplate(), "--data", Path.Combine(folder.Root, "data"), setting);

        Assert.Equal((1, "", expected + "\n"), (exit, output, error));
    }

    [Fact]
    public async Task Names_the_templates_that_would_be_the_same_stack()
    {
        var other = GoodTemplate("other.yaml");

        var (exit, _, error) = await RunAsync("up", GoodTemplate(), other, "--stack-name", "shop");

        Assert.Equal((2, $"{Path.Combine(folder.Root, "template.yaml")} and {other} would both be the stack 'shop'. Deploy them one at a time: 'triggers up' with the first, then 'triggers deploy --stack-name NAME' with each other.\n"), (exit, error));
    }

    [Fact]
    public async Task Validates_a_template()
    {
        var file = GoodTemplate();

        Assert.Equal((0, $"{file} can be deployed: functions 1, event sources 2, warnings 0.\n", ""), await RunAsync("validate", file));
        Assert.Equal((0, "[]\n", ""), await RunAsync("validate", file, "--json"));
    }

    [Fact]
    public async Task Validates_a_wrong_template()
    {
        folder.With("wrong.yaml", "Resources: { F: { Type: AWS::SQS::Queue, Properties: { QueueName: !Ref Ghost } } }\n");
        var file = Path.Combine(folder.Root, "wrong.yaml");
        const string Warning = "F: AWS::SQS::Queue is not served here and is left out; what refers to it gets a made-up name.";
        const string Error = "There is no parameter and no resource 'Ghost' in this template.";

        Assert.Equal((1, "", $"{file}:1: error: {Error}\n{file}:1: warning: {Warning}\n"), await RunAsync("validate", file));

        var (exit, output, error) = await RunAsync("validate", file, "--json");
        Assert.Equal((1, ""), (exit, error));
        Assert.Equal(
            $$"""
            [
              {
                "file": "{{file}}",
                "line": 1,
                "severity": "error",
                "text": "{{Error}}"
              },
              {
                "file": "{{file}}",
                "line": 1,
                "severity": "warning",
                "text": "{{Warning}}"
              }
            ]

            """,
            output);
    }

    [Theory]
    [InlineData("apigateway-v2", "requestContext")]
    [InlineData("s3-put", "Records")]
    [InlineData("scheduled", "detail-type")]
    [InlineData("codecommit", "Records")]
    public async Task Prints_events(string name, string member)
    {
        var (exit, output, error) = await RunAsync("event", name);

        Assert.Equal((0, ""), (exit, error));
        Assert.True(JsonDocument.Parse(output).RootElement.TryGetProperty(member, out _));
    }

    [Fact]
    public async Task Lists_events() => Assert.Equal((0, "apigateway-v2\ncodecommit\ns3-put\nscheduled\n", ""), await RunAsync("event"));

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var exit = await CommandLine.RunAsync(arguments, new Terminal(() => Stream.Null, output, error), TestContext.Current.CancellationToken);
        return (exit, output.ToString(), error.ToString());
    }

    private string GoodTemplate(string name = "template.yaml")
    {
        folder.With(name, """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Echo:
                Type: AWS::Serverless::Function
                Properties: { Handler: app.handler, Runtime: python3.12, Events: { All: { Type: HttpApi } } }
            """);
        return Path.Combine(folder.Root, name);
    }
}

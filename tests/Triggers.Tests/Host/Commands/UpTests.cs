using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Triggers.Host.Commands;
using Triggers.Tests.Host.Templates;

namespace Triggers.Tests.Host.Commands;

/// <summary>The whole program in this process: <c>up</c> with an API that wants signatures, and every command that speaks to it.</summary>
public sealed class UpTests : IAsyncLifetime
{
    private readonly TemplateFolder folder = new TemplateFolder()
        .With("src/app.py", "def handler(event, context):\n    if event.get('fail'):\n        raise ValueError('as wanted')\n    print('called')\n    return {'got': event}\n")
        .With("template.yaml", """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Echo:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: echo
                  CodeUri: src
                  Handler: app.handler
                  Runtime: python3.12
                  Events: { Say: { Type: HttpApi, Properties: { Path: '/say/{what}', Method: GET } } }
            """);

    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly StringWriter upOutput = new() { NewLine = "\n" };
    private readonly Uri gateway = FreeAddress();
    private readonly Uri api = FreeAddress();
    private readonly Uri git = FreeAddress();
    private Task<int>? up;

    private string Template => Path.Combine(folder.Root, "template.yaml");

    private string Data => Path.Combine(folder.Root, "data");

    private string[] Settings => [$"--Lambda:Url={api}", "--Lambda:Credentials:AKIDEXAMPLE=secret"];

    public async ValueTask InitializeAsync()
    {
        var terminal = new Terminal(() => Stream.Null, TextWriter.Synchronized(upOutput), TextWriter.Null);
        up = CommandLine.RunAsync(
            ["up", Template, "--data", Data, "--stack-name", "shop", "--Logging:LogLevel:Default=None", $"--Http:Url={gateway}", $"--Git:Url={git}", .. Settings], terminal, stop.Token);
        await Until.TrueAsync(() => upOutput.ToString().Contains("Ctrl-C", StringComparison.Ordinal) || up.IsCompleted);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Assert.Equal(0, await up!);
        stop.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Deploys_and_serves_a_template_and_answers_every_command()
    {
        Assert.Equal(
            $"""
            Stack shop: 3 added, 0 changed, 0 removed, 0 unchanged.
              Functions
                echo  python3.12  app.handler
              Routes
                GET /say/{'{'}what{'}'}  echo  curl {gateway}say/what
            Git webhooks  {git.GetLeftPart(UriPartial.Authority)}
            HTTP gateway  {gateway.GetLeftPart(UriPartial.Authority)}
            Lambda API    {api.GetLeftPart(UriPartial.Authority)}
            Data          {Data}
            Logs          {Data}/logs  (or: triggers logs FUNCTION --follow)
            Ctrl-C stops; calls in flight are finished first.

            """,
            upOutput.ToString());

        using var client = new HttpClient();
        var said = JsonDocument.Parse(await client.GetStringAsync(new Uri(gateway, "/say/hello"), TestContext.Current.CancellationToken));
        Assert.Equal("GET /say/{what}", said.RootElement.GetProperty("got").GetProperty("routeKey").GetString());

        Assert.Equal((0, "{\"got\": {\"n\": 1}}\n", ""), await RunAsync("invoke", "echo", "--payload", "{\"n\": 1}"));

        var (exit, output, error) = await RunAsync("invoke", "echo:$LATEST", "--payload", "{\"fail\": true}", "--tail");
        Assert.Equal(1, exit);
        Assert.Equal("as wanted", JsonDocument.Parse(output).RootElement.GetProperty("errorMessage").GetString());
        Assert.Matches(@"(?s)\ASTART RequestId: .*REPORT RequestId: .*\nThe function failed \(Unhandled\); its error is above, its log in 'triggers logs'\.\n\z", error);

        Assert.Equal((1, "", $"{api.GetLeftPart(UriPartial.Authority)} refused: ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:000000000000:function:none:$LATEST\n"), await RunAsync("invoke", "none"));

        (exit, output, _) = await RunAsync("functions", "--json");
        Assert.Equal((0, "echo"), (exit, JsonDocument.Parse(output).RootElement[0].GetProperty("FunctionName").GetString()));

        Assert.Equal((0, "Stack shop: 0 added, 0 changed, 0 removed, 3 unchanged.\n  Functions\n    echo  python3.12  app.handler\n  Routes\n    GET /say/{what}  echo\n", ""), await RunAsync("deploy", Template, "--stack-name", "shop"));

        (exit, output, _) = await RunAsync("stacks");
        Assert.Equal((0, "STACK  FUNCTIONS  EVENT SOURCES  DEPLOYED\nshop   1          2              (time)\n"), (exit, Regex.Replace(output, @"\d{4}-\S+", "(time)")));

        (exit, output, _) = await RunAsync("logs", "echo", "--tail", "1");
        Assert.Matches(@"\A\S+ REPORT RequestId: .*Status: error\tError Type: ValueError\t\n\z", output);

        (exit, output, error) = await RunAsync("stacks", "delete", "shop");
        Assert.Equal((0, "Deleted the stack shop.\n", ""), (exit, output, error));
        Assert.Equal((0, "[]\n", ""), await RunAsync("functions", "--json"));
    }

    [Fact]
    public async Task Gives_what_only_the_running_system_knows_its_line()
    {
        var other = folder.With("other.yaml", File.ReadAllText(Template).Replace("src", "src\n      ReservedConcurrentExecutions: 950", StringComparison.Ordinal));

        var (exit, _, error) = await RunAsync("deploy", Path.Combine(other.Root, "other.yaml"), "--stack-name", "elsewhere");

        Assert.Equal(
            (1, """
                other.yaml:3: error: Echo: it belongs to the stack shop. Give one of the two another name, or delete that stack first.
                other.yaml:3: error: Echo: Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].

                """),
            (exit, error.Replace(folder.Root + "/", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Says_which_address_or_folder_is_in_use()
    {
        Assert.Equal(
            (1, "", $"The address {gateway.GetLeftPart(UriPartial.Authority)} (Http:Url) is in use by another program. Stop that one, or set another address: --Http:Url=*\n"),
            Cut(await RunAsync(["up", Template, "--data", Data + "2", $"--Http:Url={gateway}"], $"--Lambda:Url={FreeAddress()}", $"--Git:Url={FreeAddress()}"), "--Http:Url="));
        Assert.Equal(
            (1, "", $"The data folder {Data} is in use by process {Environment.ProcessId}. Stop that process, or set Data:Path (--data) to another folder for this one.\n"),
            await RunAsync(["up", Template, "--data", Data], $"--Lambda:Url={FreeAddress()}", $"--Http:Url={FreeAddress()}"));
    }

    [Fact]
    public async Task Is_refused_without_a_signature()
    {
        var (exit, output, error) = await RunAsync(["functions"], $"--Lambda:Url={api}");

        Assert.Equal((1, "", $"{api.GetLeftPart(UriPartial.Authority)} refused: MissingAuthenticationTokenException: Missing Authentication Token\n"), (exit, output, error));
    }

    private static (int, string, string) Cut((int Exit, string Output, string Error) result, string after) =>
        (result.Exit, result.Output, Regex.Replace(result.Error, $"(?<={Regex.Escape(after)}).*", "*"));

    private Task<(int Exit, string Output, string Error)> RunAsync(params string[] command) => RunAsync(command, Settings);

    private static async Task<(int Exit, string Output, string Error)> RunAsync(string[] command, params string[] settings)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var exit = await CommandLine.RunAsync([.. command, "--Logging:LogLevel:Default=None", .. settings], new Terminal(() => Stream.Null, output, error), TestContext.Current.CancellationToken);
        return (exit, output.ToString(), error.ToString());
    }

    private static Uri FreeAddress()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new Uri($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}/");
    }
}

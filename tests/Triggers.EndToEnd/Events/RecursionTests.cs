using Triggers.EndToEnd.Hosting;

namespace Triggers.EndToEnd.Events;

/// <summary>A function that sends itself an event each time it runs, through an SDK that passes the trace header on.</summary>
public sealed class RecursionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("triggers-e2e-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_loop_of_events_ends_after_sixteen_runs_and_the_last_event_is_kept()
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder, "template.yaml"),
            """
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Ran: { Type: String }
              Api: { Type: String }
            Resources:
              Loop:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: loop
                  Handler: index.handler
                  Runtime: python3.13
                  Environment: { Variables: { RAN: !Ref Ran, API: !Ref Api } }
                  InlineCode: |
                    import os, urllib.request
                    def handler(event, context):
                        with open(os.environ["RAN"], "a") as file:
                            file.write("x\n")
                        with open(os.environ["API"]) as file:
                            api = file.read()
                        headers = {"X-Amz-Invocation-Type": "Event", "X-Amzn-Trace-Id": os.environ["_X_AMZN_TRACE_ID"]}
                        urllib.request.urlopen(urllib.request.Request(api + "2015-03-31/functions/loop/invocations", b"{}", headers))
            """,
            TestContext.Current.CancellationToken);
        var (ran, api) = (Path.Combine(folder, "ran"), Path.Combine(folder, "api"));
        await using var host = await RunningHost.StartAsync(folder, "--parameter", $"Ran={ran}", "--parameter", $"Api={api}");
        await File.WriteAllTextAsync(api, host.Lambda.ToString(), TestContext.Current.CancellationToken);
        using var begin = await host.Client.PostAsync("/2015-03-31/functions/loop/invocations", new StringContent("{}"), TestContext.Current.CancellationToken);
        Assert.False(begin.Headers.Contains("X-Amz-Function-Error"), host.Output);
        string dead = "";
        await Until.TrueAsync(
            async () => (dead = await host.Client.GetStringAsync("/triggers/dead/loop", TestContext.Current.CancellationToken)) != "[]",
            TimeSpan.FromSeconds(30), () => $"The loop did not end:\n{host.Output}");
        Assert.Contains("\"condition\":\"RecursiveLoop\"", dead, StringComparison.Ordinal);
        Assert.Equal(16, File.ReadLines(ran).Count());
    }
}

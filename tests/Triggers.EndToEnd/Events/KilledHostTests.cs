using System.Globalization;
using Triggers.EndToEnd.Hosting;

namespace Triggers.EndToEnd.Events;

/// <summary>What was accepted runs, whatever ends the process.</summary>
public sealed class KilledHostTests : IDisposable
{
    private const int Kills = 10;
    private const int Events = 5000;
    private readonly string folder = Directory.CreateTempSubdirectory("triggers-e2e-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Five_thousand_events_survive_ten_kills()
    {
        var ran = Path.Combine(folder, "ran");
        await File.WriteAllTextAsync(ran, "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "template.yaml"),
            """
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Ran: { Type: String }
            Resources:
              Count:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: count
                  InlineCode: |
                    import os
                    ran = os.open(os.environ["RAN"], os.O_WRONLY | os.O_APPEND)
                    def handler(event, context):
                        os.write(ran, b"%d\n" % event["n"])
                  Handler: index.handler
                  Runtime: python3.13
                  Environment: { Variables: { RAN: !Ref Ran } }
            """,
            TestContext.Current.CancellationToken);
        string[] settings = ["--parameter", $"Ran={ran}", "--Delivery:MaximumConcurrencyPerFunction=4", "--Logging:LogLevel:Default=Warning"];
        var sender = new EventSender("count");
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var host = await RunningHost.StartAsync(folder, settings);
            var sending = sender.SendAsync(host, int.MaxValue, connections: 16);
            var enough = Events * kill / Kills;
            await Until.TrueAsync(() => Task.FromResult(sender.Accepted.Count >= enough), TimeSpan.FromSeconds(60), () => $"Only {sender.Accepted.Count} events were accepted:\n{host.Output}");
            await host.KillAsync();
            await sending;
        }

        await using var last = await RunningHost.StartAsync(folder, settings);
        HashSet<int> Missing() =>
        [
            .. sender.Accepted.Except(File.ReadLines(ran).Select(line => int.Parse(line, CultureInfo.InvariantCulture))),
        ];
        await Until.TrueAsync(() => Task.FromResult(Missing().Count == 0), TimeSpan.FromSeconds(60), () => $"{Missing().Count} accepted events never ran:\n{last.Output}");
        await Until.TrueAsync(
            async () => !(await last.Client.GetStringAsync("/triggers/queues", TestContext.Current.CancellationToken)).Contains("oldest", StringComparison.Ordinal),
            TimeSpan.FromSeconds(30), () => "Events still wait.");
        var runs = File.ReadLines(ran).Count();
        TestContext.Current.TestOutputHelper!.WriteLine($"{sender.Accepted.Count} accepted, {runs} runs, {Kills} kills, 0 lost");
        Assert.InRange(sender.Accepted.Count, Events, int.MaxValue);
    }
}

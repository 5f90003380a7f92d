using System.Net;
using Triggers.EndToEnd.Hosting;

namespace Triggers.EndToEnd.Gateway;

public sealed class DrainTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("triggers-e2e-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Ctrl_C_cuts_no_call_in_flight()
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder, "template.yaml"),
            """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Slow:
                Type: AWS::Serverless::Function
                Properties:
                  InlineCode: |
                    import os, time
                    def handler(event, context):
                        open(os.environ["MARK"], "w").close()
                        time.sleep(2)
                        return "done"
                  Handler: index.handler
                  Runtime: python3.13
                  Timeout: 10
                  Environment: { Variables: { MARK: !Ref Mark } }
                  Events: { Get: { Type: HttpApi, Properties: { Path: /slow, Method: GET } } }
            Parameters:
              Mark: { Type: String }
            """,
            TestContext.Current.CancellationToken);
        var mark = Path.Combine(folder, "mark");
        await using var host = await RunningHost.StartAsync(folder, "--parameter", $"Mark={mark}");
        using var client = new HttpClient { BaseAddress = host.Http };
        var call = client.GetAsync("/slow", TestContext.Current.CancellationToken);
        await Until.TrueAsync(() => Task.FromResult(File.Exists(mark)), TimeSpan.FromSeconds(30), () => $"The handler did not begin:\n{host.Output}");
        await host.StopAsync();
        using var answer = await call;
        Assert.Equal((HttpStatusCode.OK, "done"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}

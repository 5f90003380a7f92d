using System.Net;
using Triggers.EndToEnd.Hosting;

namespace Triggers.EndToEnd.Gateway;

/// <summary>Reserved concurrency, seen from both doors.</summary>
public sealed class ThrottleTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("triggers-e2e-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_function_at_its_limit_answers_429_and_the_call_it_has_goes_on()
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder, "template.yaml"),
            """
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Gate: { Type: String }
            Resources:
              One:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: one
                  InlineCode: |
                    import os, time
                    def handler(event, context):
                        open(os.environ["GATE"] + ".began", "w").close()
                        while not os.path.exists(os.environ["GATE"]):
                            time.sleep(0.01)
                        return "done"
                  Handler: index.handler
                  Runtime: python3.13
                  Timeout: 60
                  ReservedConcurrentExecutions: 1
                  Environment: { Variables: { GATE: !Ref Gate } }
                  Events: { Get: { Type: HttpApi, Properties: { Path: /one, Method: GET } } }
            """,
            TestContext.Current.CancellationToken);
        var gate = Path.Combine(folder, "gate");
        await using var host = await RunningHost.StartAsync(folder, "--parameter", $"Gate={gate}");
        using var client = new HttpClient { BaseAddress = host.Http };
        var first = client.GetAsync("/one", TestContext.Current.CancellationToken);
        await Until.TrueAsync(() => Task.FromResult(File.Exists(gate + ".began")), TimeSpan.FromSeconds(30), () => $"The handler did not begin:\n{host.Output}");

        using (var refused = await client.GetAsync("/one", TestContext.Current.CancellationToken))
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, """{"message":"Too Many Requests"}"""), (refused.StatusCode, await TextAsync(refused)));
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        using (var refused = await host.Client.PostAsync("/2015-03-31/functions/one/invocations", new StringContent("{}"), TestContext.Current.CancellationToken))
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, "TooManyRequestsException"), (refused.StatusCode, refused.Headers.GetValues("x-amzn-ErrorType").Single()));
            Assert.Equal("""{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}""", await TextAsync(refused));
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        await File.WriteAllTextAsync(gate, "", TestContext.Current.CancellationToken);
        using var answer = await first;
        Assert.Equal((HttpStatusCode.OK, "done"), (answer.StatusCode, await TextAsync(answer)));
        Assert.Equal("done", await client.GetStringAsync("/one", TestContext.Current.CancellationToken));
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Triggers.EndToEnd.Hosting;

namespace Triggers.EndToEnd.Events;

/// <summary>Queues in destinations and dead-letter queues, as HTTP endpoints.</summary>
public sealed class HttpDestinationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("triggers-e2e-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_dead_event_reaches_its_destination_and_its_dead_letter_queue_once_they_take_it()
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder, "template.yaml"),
            """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Fail:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: fail
                  Handler: index.handler
                  Runtime: python3.13
                  DeadLetterQueue: { Type: SQS, TargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead-ones' }
                  EventInvokeConfig:
                    MaximumRetryAttempts: 0
                    DestinationConfig: { OnFailure: { Type: SQS, Destination: 'arn:aws:sqs:us-east-1:000000000000:failed-ones' } }
                  InlineCode: |
                    def handler(event, context):
                        raise ValueError("nö\nno")
            """,
            TestContext.Current.CancellationToken);
        var got = new ConcurrentQueue<(string Path, string Body, string? Id, string? Code, string? Message)>();
        var calls = 0;
        using var listener = new System.Net.HttpListener();
        var address = FreeAddress.New().ToString();
        listener.Prefixes.Add(address);
        listener.Start();
        _ = Task.Run(async () =>
        {
            while (listener.IsListening)
            {
                var context = await listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                var body = await reader.ReadToEndAsync();
                var headers = context.Request.Headers;

                // The first call of all is refused: it must come again.
                context.Response.StatusCode = Interlocked.Increment(ref calls) == 1 ? 500 : 204;
                context.Response.Close();
                if (context.Response.StatusCode == 204)
                {
                    got.Enqueue((context.Request.Url!.AbsolutePath, body, headers["RequestID"], headers["ErrorCode"], headers["ErrorMessage"]));
                }
            }
        }, TestContext.Current.CancellationToken);

        await using var host = await RunningHost.StartAsync(
            folder, $"--Delivery:Targets:failed-ones={address}failed", $"--Delivery:Targets:dead-ones={address}dead", "--Delivery:ShortestBackoff=00:00:00.1");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/2015-03-31/functions/fail/invocations") { Content = new StringContent("""{"a":1}""") };
        request.Headers.Add("X-Amz-Invocation-Type", "Event");
        using var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var id = answer.Headers.GetValues("x-amzn-RequestId").Single();
        await Until.TrueAsync(() => Task.FromResult(got.Count == 2), TimeSpan.FromSeconds(30), () => $"{got.Count} of 2 came:\n{host.Output}");
        var record = got.Single(one => one.Path == "/failed");
        Assert.Equal(("RetriesExhausted", 1), ((string)JsonNode.Parse(record.Body)!["requestContext"]!["condition"]!, (int)JsonNode.Parse(record.Body)!["requestContext"]!["approximateInvokeCount"]!));
        Assert.Equal(("/dead", """{"a":1}""", id, "200", "n??no"), got.Single(one => one.Path == "/dead"));
        listener.Stop();
    }
}

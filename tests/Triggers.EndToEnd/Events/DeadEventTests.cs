using System.Text.Json;
using System.Text.Json.Nodes;
using Triggers.EndToEnd.Hosting;
using Triggers.EndToEnd.Processes;

namespace Triggers.EndToEnd.Events;

/// <summary>An event whose handler always fails, from its acceptance to the operator's hand.</summary>
public sealed class DeadEventTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("triggers-e2e-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_poisoned_event_goes_its_way_while_others_flow_and_can_be_delivered_again()
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder, "template.yaml"),
            """
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Folder: { Type: String }
            Globals:
              Function:
                Handler: index.handler
                Runtime: python3.13
                Environment: { Variables: { FOLDER: !Ref Folder } }
            Resources:
              Work:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: toil
                  EventInvokeConfig:
                    MaximumRetryAttempts: 2
                    DestinationConfig: { OnFailure: { Type: Lambda, Destination: !GetAtt Record.Arn } }
                  InlineCode: |
                    import os
                    def handler(event, context):
                        with open(os.environ["FOLDER"] + "/" + event["name"], "a") as file:
                            file.write(context.aws_request_id + "\n")
                        if event["name"] == "poison":
                            raise ValueError("no")
              Record:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: record
                  InlineCode: |
                    import json, os
                    def handler(event, context):
                        with open(os.environ["FOLDER"] + "/part", "w") as file:
                            json.dump(event, file)
                        os.rename(os.environ["FOLDER"] + "/part", os.environ["FOLDER"] + "/record.json")
            """,
            TestContext.Current.CancellationToken);
        await using var host = await RunningHost.StartAsync(
            folder, "--parameter", $"Folder={folder}", "--Delivery:FirstRetryDelay=00:00:00.3", "--Delivery:SecondRetryDelay=00:00:00.6");
        var poisoned = await SendAsync(host, "poison");
        var good = await SendAsync(host, "good");

        var record = JsonNode.Parse(await ReadAsync(host, "record.json"))!;
        Assert.True(File.Exists(Path.Combine(folder, "good")), "The other event waited for the poisoned one.");
        Assert.Equal([good], Lines("good"));
        Assert.Equal([poisoned, poisoned, poisoned], Lines("poison"));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", (string)record["timestamp"]!);
        record["timestamp"] = "";
        Assert.NotEmpty(record["responsePayload"]!["stackTrace"]!.AsArray());
        record["responsePayload"]!["stackTrace"] = null;
        Assert.Equal(
            $$$"""
            {"version":"1.0","timestamp":"","requestContext":{"requestId":"{{{poisoned}}}","functionArn":"arn:aws:lambda:us-east-1:000000000000:function:toil:$LATEST","condition":"RetriesExhausted","approximateInvokeCount":3},"requestPayload":{"name":"poison"},"responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"},"responsePayload":{"errorMessage":"no","errorType":"ValueError","requestId":"{{{poisoned}}}","stackTrace":null}}
            """,
            record.ToJsonString());

        await Until.TrueAsync(async () => (await ListAsync(host)).Length == 1, TimeSpan.FromSeconds(20), () => $"No dead event is listed:\n{host.Output}");
        var dead = (await ListAsync(host))[0];
        Assert.Equal((poisoned, "RetriesExhausted", 3), (dead.GetProperty("id").GetString(), dead.GetProperty("condition").GetString(), dead.GetProperty("attempts").GetInt32()));
        var shown = JsonNode.Parse(await TriggersAsync(host, "dead", "show", "toil", poisoned))!;
        Assert.Equal(("poison", "ValueError"), ((string)shown["payload"]!["name"]!, (string)shown["response"]!["errorType"]!));
        Assert.Matches(@"toil +0 +0 +0 +1 +-", await TriggersAsync(host, "queues"));

        Assert.Equal("1 events of toil are delivered again.\n", await TriggersAsync(host, "dead", "redrive", "toil", "--event", poisoned, "--payload", """{"name":"mended"}"""));
        await ReadAsync(host, "mended");
        Assert.Equal([poisoned], Lines("mended"));
        Assert.Empty(await ListAsync(host));
        Assert.Equal("Forgot 0 dead events of toil.\n", await TriggersAsync(host, "dead", "purge", "toil", "--all"));

        var missing = await RunTriggersAsync(host, "dead", "redrive", "toil", "--event", poisoned);
        Assert.Contains($"The function toil has no dead event {poisoned}.", missing.Failed(), StringComparison.Ordinal);
    }

    private static async Task<string> SendAsync(RunningHost host, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/2015-03-31/functions/toil/invocations") { Content = new StringContent($$"""{"name":"{{name}}"}""") };
        request.Headers.Add("X-Amz-Invocation-Type", "Event");
        using var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.GetValues("x-amzn-RequestId").Single();
    }

    private static async Task<JsonElement[]> ListAsync(RunningHost host) =>
        JsonSerializer.Deserialize<JsonElement[]>(await TriggersAsync(host, "dead", "list", "toil", "--json"))!;

    private static async Task<string> TriggersAsync(RunningHost host, params string[] arguments) => (await RunTriggersAsync(host, arguments)).Succeeded();

    private static Task<ToolResult> RunTriggersAsync(RunningHost host, params string[] arguments) =>
        Tool.RunAsync("dotnet", [Repository.HostProgram, .. arguments, "--endpoint", host.Lambda.GetLeftPart(UriPartial.Authority)]);

    private string[] Lines(string name) => File.ReadAllLines(Path.Combine(folder, name));

    private async Task<string> ReadAsync(RunningHost host, string name)
    {
        var path = Path.Combine(folder, name);
        await Until.TrueAsync(() => Task.FromResult(File.Exists(path)), TimeSpan.FromSeconds(30), () => $"{name} did not appear:\n{host.Output}");
        return await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
    }
}

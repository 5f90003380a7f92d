using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Triggers.EndToEnd.Hosting;

namespace Triggers.EndToEnd.Git;

/// <summary>A project with one repository, <c>repo</c>, and a function that keeps every event it is called with as a line of a file.</summary>
internal sealed class GitProject : IDisposable
{
    public const string Secret = "correct horse battery staple";

    public GitProject(string triggers = "Events: [all]")
    {
        Folder = Directory.CreateTempSubdirectory("triggers-e2e-git-").FullName;
        Directory.CreateDirectory(Path.Combine(Folder, "code"));
        File.WriteAllText(Path.Combine(Folder, "code", "app.py"), $$"""
            import json, os
            def handler(event, context):
                line = json.dumps(event) + "\n"
                file = os.open({{System.Text.Json.JsonSerializer.Serialize(EventsFile)}}, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
                os.write(file, line.encode())
                os.close(file)
            """);
        File.WriteAllText(Path.Combine(Folder, "template.yaml"), $$"""
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Notes:
                Type: AWS::Serverless::Function
                Properties: { CodeUri: code/, Handler: app.handler, Runtime: python3.13, Timeout: 30 }
              Repository:
                Type: AWS::CodeCommit::Repository
                Properties:
                  RepositoryName: repo
                  Triggers:
                    - Name: notes
                      DestinationArn: !GetAtt Notes.Arn
                      CustomData: hello
                      {{triggers}}
            """);
    }

    public string Folder { get; }

    public string EventsFile => Path.Combine(Folder, "events.jsonl");

    /// <summary>The events so far.</summary>
    public IReadOnlyList<JsonNode> Events => File.Exists(EventsFile) ? [.. File.ReadAllLines(EventsFile).Select(line => JsonNode.Parse(line)!)] : [];

    /// <summary>What they told, in order: <c>+refs/heads/main 1a2b</c>; <c>=</c> for a change, <c>-</c> for a deletion.</summary>
    public IReadOnlyList<string> Told =>
    [
        .. Events.SelectMany(one => one["Records"]!.AsArray()).SelectMany(record => record!["codecommit"]!["references"]!.AsArray()).Select(reference =>
            $"{(reference!["created"] is not null ? '+' : reference["deleted"] is not null ? '-' : '=')}{reference["ref"]} {reference["commit"]}"),
    ];

    public Task<RunningHost> StartAsync(params string[] settings) =>
        RunningHost.StartAsync(Folder, [$"--Git:Repositories:repo:Secrets:0={Secret}", .. settings]);

    /// <summary>A push, signed as GitHub signs.</summary>
    public static async Task<HttpStatusCode> PushAsync(RunningHost host, string before, string after, string delivery)
    {
        var body = Encoding.UTF8.GetBytes($$"""
            {"ref":"refs/heads/main","before":"{{before}}","after":"{{after}}","repository":{"full_name":"ada/repo"},"pusher":{"name":"ada"},"head_commit":{"id":"{{after}}"} }
            """);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Git, "/git/repo")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-GitHub-Event", "push");
        request.Headers.Add("X-GitHub-Delivery", delivery);
        request.Headers.Add("X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body))}");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

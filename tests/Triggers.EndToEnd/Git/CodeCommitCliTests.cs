using System.Net;
using Triggers.EndToEnd.Clients;
using Triggers.EndToEnd.Hosting;
using Triggers.EndToEnd.Processes;

namespace Triggers.EndToEnd.Git;

/// <summary><c>aws codecommit</c> against a running system, also one that checks signatures.</summary>
public sealed class CodeCommitCliTests
{
    private const string None = "0000000000000000000000000000000000000000";
    private const string First = "1111111111111111111111111111111111111111";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Triggers_are_put_read_and_tested(bool isSigned)
    {
        await Tool.RequireAsync("aws", "--version", "awscli");
        using var project = new GitProject();
        string[] settings = isSigned ? [$"--Lambda:Credentials:{AwsEnvironment.Variables["AWS_ACCESS_KEY_ID"]}={AwsEnvironment.Variables["AWS_SECRET_ACCESS_KEY"]}"] : [];
        await using var host = await project.StartAsync(settings);

        var before = (await RunAsync(host, "get-repository-triggers", "--repository-name", "repo")).Json()["triggers"]![0]!;
        Assert.Equal("notes", (string?)before["name"]);
        var trigger = $"name=put,destinationArn={before["destinationArn"]},events=updateReference,customData=mine";

        var tested = (await RunAsync(host, "test-repository-triggers", "--repository-name", "repo", "--triggers", trigger)).Json();
        Assert.Equal("""{"successfulExecutions":["put"],"failedExecutions":[]}""", tested.ToJsonString());
        await Until.TrueAsync(() => Task.FromResult(project.Events.Count == 1), TimeSpan.FromSeconds(30), () => host.Output);
        Assert.Equal("TriggerEventTest", (string?)project.Events[0]["Records"]![0]!["eventName"]);

        var put = (await RunAsync(host, "put-repository-triggers", "--repository-name", "repo", "--triggers", trigger)).Json();
        Assert.Equal((string?)put["configurationId"], (string?)(await RunAsync(host, "get-repository-triggers", "--repository-name", "repo")).Json()["configurationId"]);
        Assert.Equal(HttpStatusCode.OK, await GitProject.PushAsync(host, None, First, Guid.NewGuid().ToString()));
        Assert.Contains("RepositoryDoesNotExistException", (await RunAsync(host, "get-repository-triggers", "--repository-name", "other")).Failed(), StringComparison.Ordinal);
    }

    private static Task<ToolResult> RunAsync(RunningHost host, params string[] arguments) =>
        Tool.RunAsync("aws", ["--endpoint-url", host.Lambda.ToString(), "--output", "json", "codecommit", .. arguments], AwsEnvironment.Variables);
}

using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Triggers.Contracts;
using Triggers.Contracts.Hosting;

namespace Triggers.Tests.Git;

/// <summary>The operations that <c>aws codecommit</c> calls, as the management address maps them.</summary>
public sealed class CodeCommitApiTests
{
    private const string Arn = "arn:aws:lambda:us-east-1:000000000000:function:f";

    [Fact]
    public async Task Put_triggers_take_the_templates_place_until_that_is_deployed_with_others_and_stay_over_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("triggers-git-").FullName;
        var source = GitGateway.Source("repo", GitGateway.Trigger("all", name: "templates"));
        string id;
        await using (var git = await StartAsync(source, folder))
        {
            var put = await CallAsync(git, "PutRepositoryTriggers", $$"""{"repositoryName":"repo","triggers":[{"name":"put","destinationArn":"{{Arn}}","branches":["main"],"events":["createReference","deleteReference"],"customData":"c"}]}""");
            id = (string)put["configurationId"]!;
        }

        await using (var git = await StartAsync(source, folder))
        {
            Assert.Equal(
                $$"""{"configurationId":"{{id}}","triggers":[{"name":"put","destinationArn":"{{Arn}}","customData":"c","branches":["main"],"events":["createReference","deleteReference"]}]}""",
                (await CallAsync(git, "GetRepositoryTriggers", """{"repositoryName":"repo"}""")).ToJsonString());
            await git.PushAsync(GitGateway.Id('0'), GitGateway.Id('1'));
            await git.PushAsync(GitGateway.Id('1'), GitGateway.Id('2'));
            await git.PushAsync(GitGateway.Id('0'), GitGateway.Id('1'), "refs/heads/side");
            await git.PushAsync(GitGateway.Id('0'), GitGateway.Id('1'), "refs/tags/main");
            Assert.Equal(["+refs/heads/main 1111"], git.Told);

            git.Catalog.Publish([GitGateway.Source("repo", GitGateway.Trigger("all", name: "deployed"))]);
            Assert.Equal("deployed", (string?)(await CallAsync(git, "GetRepositoryTriggers", """{"repositoryName":"repo"}"""))["triggers"]![0]!["name"]);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_test_is_sent_to_each_and_told_apart()
    {
        await using var git = await GitGateway.StartAsync();
        await git.PushAsync(GitGateway.Id('0'), GitGateway.Id('1'));
        git.Bus.Requests.Clear();
        git.Bus.Take = request => request.Function.Name == "f" ? Task.CompletedTask : throw new LambdaException(LambdaErrors.ResourceNotFound, "Function not found: g");

        var answer = await CallAsync(git, "TestRepositoryTriggers", $$"""{"repositoryName":"repo","triggers":[{"name":"a","destinationArn":"{{Arn}}","events":["all"]},{"name":"b","destinationArn":"{{Arn[..^1]}}g","events":["all"]}]}""");

        Assert.Equal("""{"successfulExecutions":["a"],"failedExecutions":[{"trigger":"b","failureMessage":"Function not found: g"}]}""", answer.ToJsonString());
        var record = Assert.Single(git.Sent);
        Assert.Equal(("TriggerEventTest", "arn:aws:iam::000000000000:root", $$"""[{"commit":"{{GitGateway.Id('1')}}","ref":"refs/heads/main"}]"""),
            ((string?)record["eventName"], (string?)record["userIdentityARN"], record["codecommit"]!["references"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("{}", "RepositoryNameRequiredException")]
    [InlineData("""{"repositoryName":"a/b"}""", "InvalidRepositoryNameException")]
    [InlineData("""{"repositoryName":"other","triggers":[]}""", "RepositoryDoesNotExistException")]
    [InlineData("""{"repositoryName":"repo"}""", "RepositoryTriggersListRequiredException")]
    [InlineData("""{"repositoryName":"repo","triggers":[1,2,3,4,5,6,7,8,9,10,11]}""", "MaximumRepositoryTriggersExceededException")]
    [InlineData("""{"repositoryName":"repo","triggers":[{}]}""", "RepositoryTriggerNameRequiredException")]
    [InlineData("""{"repositoryName":"repo","triggers":[{"name":"t"}]}""", "RepositoryTriggerDestinationArnRequiredException")]
    [InlineData("""{"repositoryName":"repo","triggers":[{"name":"t","destinationArn":"arn:aws:sns:us-east-1:000000000000:t"}]}""", "InvalidRepositoryTriggerDestinationArnException")]
    [InlineData("""{"repositoryName":"repo","triggers":[{"name":"t","destinationArn":"arn:aws:lambda:eu-west-1:000000000000:function:f"}]}""", "InvalidRepositoryTriggerRegionException")]
    [InlineData("""{"repositoryName":"repo","triggers":[{"name":"t","destinationArn":"arn:aws:lambda:us-east-1:000000000000:function:f"}]}""", "RepositoryTriggerEventsListRequiredException")]
    [InlineData("""{"repositoryName":"repo","triggers":[{"name":"t","destinationArn":"arn:aws:lambda:us-east-1:000000000000:function:f","events":["all","createReference"]}]}""", "InvalidRepositoryTriggerEventsException")]
    [InlineData("""{"repositoryName":"repo","triggers":[{"name":"t","destinationArn":"arn:aws:lambda:us-east-1:000000000000:function:f","events":["push"]}]}""", "InvalidRepositoryTriggerEventsException")]
    [InlineData("""{"repositoryName":"repo","triggers":[{"name":"t","destinationArn":"arn:aws:lambda:us-east-1:000000000000:function:f","events":["all"],"branches":["1","2","3","4","5","6","7","8","9","10","11"]}]}""", "MaximumBranchesExceededException")]
    [InlineData("""{"repositoryName":"repo","triggers":[{"name":"t","destinationArn":"arn:aws:lambda:us-east-1:000000000000:function:f","events":["all"],"branches":[""]}]}""", "InvalidRepositoryTriggerBranchNameException")]
    [InlineData("[", "SerializationException")]
    [InlineData("7", "SerializationException")]
    public async Task Refuses_with_the_services_own_names(string request, string name)
    {
        await using var git = await GitGateway.StartAsync();
        Assert.Equal(name, (string?)(await CallAsync(git, "PutRepositoryTriggers", request))["__type"]);
    }

    private static Task<GitGateway> StartAsync(EventSource source, string folder) =>
        GitGateway.StartAsync([source], folder, $"--Git:Repositories:repo:Secrets:0={GitGateway.Secret}");

    private static async Task<JsonNode> CallAsync(GitGateway git, string operation, string request)
    {
        var endpoint = git.App.Services.GetServices<ManagementEndpoint>().Single(endpoint => endpoint.Target == $"CodeCommit_20150413.{operation}");
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(request)) }, Response = { Body = new MemoryStream() } };
        await endpoint.RunAsync(context);
        Assert.Equal("application/x-amz-json-1.1", context.Response.ContentType);
        return JsonNode.Parse(Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray()))!;
    }
}

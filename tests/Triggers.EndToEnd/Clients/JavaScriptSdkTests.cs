using Triggers.EndToEnd.Hosting;
using Triggers.EndToEnd.Processes;

namespace Triggers.EndToEnd.Clients;

/// <summary>AWS's SDK for JavaScript against a running system.</summary>
[Collection(OneRunningSystem.Name)]
public sealed class JavaScriptSdkTests(SharedHost host)
{
    private const string Source = """
        export const handler = async (event, context) => {
          if (event.fail) throw new Error(event.fail);
          return { event, arn: context.invokedFunctionArn, id: context.awsRequestId, greeting: process.env.GREETING };
        };
        """;

    [Fact]
    public async Task Manages_and_invokes_functions()
    {
        var sdk = await NpmPackage.InstallAsync(NpmPackage.LambdaClient);
        var folder = Directory.CreateTempSubdirectory("triggers-e2e-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "index.mjs"), Source, TestContext.Current.CancellationToken);
        using var package = Package.OfFolder(folder.FullName);
        folder.Delete(recursive: true);

        var run = await Tool.RunAsync(
            "node", [Repository.TestFile("Clients", "sdk_client.mjs"), sdk, host.Running.Lambda.ToString(), package.Path], AwsEnvironment.Variables);

        Assert.Equal("", run.Succeeded());
    }
}

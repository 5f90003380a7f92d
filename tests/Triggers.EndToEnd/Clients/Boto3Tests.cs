using Triggers.EndToEnd.Hosting;
using Triggers.EndToEnd.Processes;

namespace Triggers.EndToEnd.Clients;

/// <summary>boto3 against a running system.</summary>
[Collection(OneRunningSystem.Name)]
public sealed class Boto3Tests(SharedHost host)
{
    private const string Source = """
        def handler(event, context):
            if event.get('fail'):
                return 1 / 0
            custom = context.client_context.custom if context.client_context else None
            return {'event': event, 'arn': context.invoked_function_arn, 'custom': custom, 'id': context.aws_request_id}
        """;

    [Fact]
    public async Task Manages_and_invokes_functions()
    {
        var python = await FindPythonAsync();
        using var package = Package.OfPython(Source);

        var run = await Tool.RunAsync(
            python, [Repository.TestFile("Clients", "boto3_client.py"), host.Running.Lambda.ToString(), package.Path], AwsEnvironment.Variables);

        Assert.Equal("", run.Succeeded());
    }

    // The system's own Python has Debian's boto3 where another one comes first in PATH.
    private static async Task<string> FindPythonAsync()
    {
        foreach (var python in new[] { "python3", "/usr/bin/python3" })
        {
            if (python == "python3" || File.Exists(python))
            {
                if ((await Tool.RunAsync(python, ["-c", "import boto3"])).ExitCode == 0)
                {
                    return python;
                }
            }
        }

        Assert.Skip("boto3 is not installed (Debian package python3-boto3)");
        return "";
    }
}

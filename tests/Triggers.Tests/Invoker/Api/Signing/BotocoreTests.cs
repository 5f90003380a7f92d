using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Triggers.Tests.Invoker.Api.Signing;

/// <summary>Requests as AWS's own Python client signs them.</summary>
public sealed class BotocoreTests
{
    private const string Script = """
        import json, sys
        import botocore.session
        from botocore.config import Config
        session = botocore.session.Session()
        client = session.create_client('lambda', region_name='us-east-1', endpoint_url=sys.argv[1], aws_access_key_id='AKIDEXAMPLE',
            aws_secret_access_key=sys.argv[2], aws_session_token='a/token+of=any kind', config=Config(retries={'max_attempts': 0}))
        arn = 'arn:aws:lambda:us-east-1:000000000000:function:f'
        with open(sys.argv[3], 'rb') as zip:
            client.create_function(FunctionName='f', Runtime='python3.13', Handler='app.handler', Role='arn:aws:iam::000000000000:role/r',
                Code={'ZipFile': zip.read()}, Tags={'a b/c+d': '1', 'kept': '2'})
        client.get_waiter('function_active_v2').wait(FunctionName=arn)
        client.get_waiter('function_exists').wait(FunctionName='f')
        client.untag_resource(Resource=arn, TagKeys=['a b/c+d', '\u00e9'])
        answers = [client.list_tags(Resource=arn)['Tags']]
        answers.append(client.invoke(FunctionName='f:$LATEST', Payload=b'{"a": "\xc3\xa9"}', LogType='Tail')['StatusCode'])
        answers.append(client.invoke(FunctionName=arn, Qualifier='$LATEST', InvocationType='Event', Payload=b'{}')['StatusCode'])
        answers.append([f['FunctionName'] for page in client.get_paginator('list_functions').paginate() for f in page['Functions']])
        client.delete_function(FunctionName='f')
        try:
            client.get_function(FunctionName='f')
        except client.exceptions.ResourceNotFoundException as missing:
            answers.append(str(missing))
        print(json.dumps(answers))
        """;

    [Fact]
    public async Task Takes_what_botocore_signs()
    {
        var reply = await RunAsync("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                [{"kept": "2"}, 200, 202, ["f"],
                 "An error occurred (ResourceNotFoundException) when calling the GetFunction operation: Function not found: arn:aws:lambda:us-east-1:000000000000:function:f"]
                """),
            JsonNode.Parse(reply)), reply);
    }

    [Fact]
    public async Task Refuses_what_botocore_signs_with_another_secret() =>
        Assert.Contains("(InvalidSignatureException) when calling the CreateFunction operation: The request signature we calculated does not match", await RunAsync("other"));

    private static async Task<string> RunAsync(string secret)
    {
        await using var api = await ApiHost.StartAsync("--Lambda:Credentials:AKIDEXAMPLE=wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        api.Time.SetUtcNow(DateTimeOffset.UtcNow);
        var zip = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(zip, TestZip.Bytes, TestContext.Current.CancellationToken);
            var (exit, output) = await PythonAsync("-c", Script, api.Client.BaseAddress!.ToString(), secret, zip);
            Assert.SkipWhen(output.Contains("No module named 'botocore'", StringComparison.Ordinal), "botocore is not installed");
            Assert.True(exit == 0 || secret == "other", output);
            return output;
        }
        finally
        {
            File.Delete(zip);
        }
    }

    private static async Task<(int Exit, string Output)> PythonAsync(params string[] arguments)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3 is not installed");
            throw;
        }

        using (process)
        {
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, output + await error);
        }
    }
}

using System.Text;
using System.Text.Json.Nodes;
using Triggers.EndToEnd.Hosting;
using Triggers.EndToEnd.Processes;

namespace Triggers.EndToEnd.Clients;

/// <summary>
/// AWS's own runtime interface client for Node as a function's custom runtime: what speaks the Runtime API for AWS speaks it to us.
/// </summary>
[Collection(OneRunningSystem.Name)]
public sealed class RuntimeInterfaceClientTests(SharedHost host)
{
    private const string Name = "ric";
    private const string Arn = "arn:aws:lambda:us-east-1:000000000000:function:" + Name;

    private const string Bootstrap = """
        #!/bin/sh
        exec node node_modules/aws-lambda-ric/index.mjs

        """;

    private const string Source = """
        let calls = 0;
        export const handler = async (event, context) => {
          console.log('call', ++calls);
          if (event.fail) throw new RangeError(event.fail);
          return {
            event, calls, id: context.awsRequestId, arn: context.invokedFunctionArn, name: context.functionName, version: context.functionVersion,
            memory: context.memoryLimitInMB, group: context.logGroupName, client: context.clientContext, hasTime: context.getRemainingTimeInMillis() > 0,
          };
        };
        """;

    [Fact]
    public async Task Serves_a_function()
    {
        await CreateAsync();

        using var first = await InvokeAsync("""{"n":1}""", ("X-Amz-Client-Context", Convert.ToBase64String("""{"custom":{"k":"é"}}"""u8)), ("X-Amz-Log-Type", "Tail"));
        await IsAsync(first, $$$"""
            {"event":{"n":1},"calls":1,"id":"{{{first.Headers.GetValues("x-amzn-RequestId").Single()}}}","arn":"{{{Arn}}}","name":"{{{Name}}}","version":"$LATEST",
             "memory":"256","group":"/aws/lambda/{{{Name}}}","client":{"custom":{"k":"é"} },"hasTime":true}
            """);
        var log = Encoding.UTF8.GetString(Convert.FromBase64String(first.Headers.GetValues("X-Amz-Log-Result").Single()));
        Assert.Matches(@"\tINFO\tcall 1\n", log);

        using var failed = await InvokeAsync("""{"fail":"out of range"}""");
        Assert.Equal("Unhandled", failed.Headers.GetValues("X-Amz-Function-Error").Single());
        var error = JsonNode.Parse(await failed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(("RangeError", "out of range"), ((string)error["errorType"]!, (string)error["errorMessage"]!));

        using var third = await InvokeAsync("""{"n":3}""");
        var answer = JsonNode.Parse(await third.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(3, (int)answer["calls"]!);
    }

    private async Task CreateAsync()
    {
        var client = await NpmPackage.InstallAsync(NpmPackage.RuntimeInterfaceClient);
        var folder = Directory.CreateTempSubdirectory("triggers-e2e-");
        try
        {
            await WriteAsync("bootstrap", Bootstrap);
            (await Tool.RunAsync("chmod", ["755", Path.Combine(folder.FullName, "bootstrap")])).Succeeded();
            await WriteAsync("index.mjs", Source);
            Copy(new DirectoryInfo(Path.Combine(client, "node_modules")), Path.Combine(folder.FullName, "node_modules"));
            using var package = Package.OfFolder(folder.FullName);
            var request = new JsonObject
            {
                ["FunctionName"] = Name,
                ["Runtime"] = "provided.al2023",
                ["Handler"] = "index.handler",
                ["Role"] = "arn:aws:iam::000000000000:role/r",
                ["Timeout"] = 30,
                ["MemorySize"] = 256,
                ["Code"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(await File.ReadAllBytesAsync(package.Path, TestContext.Current.CancellationToken)) },
            };
            using var created = await host.Running.Client.PostAsync(
                "/2015-03-31/functions", new StringContent(request.ToJsonString()), TestContext.Current.CancellationToken);
            Assert.True(created.IsSuccessStatusCode, await created.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text, TestContext.Current.CancellationToken);
    }

    // Without what only the compilation needed, and without links to programs.
    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var inner in from.EnumerateDirectories().Where(inner => inner.Name is not (".bin" or "deps" or "src")))
        {
            Copy(inner, Path.Combine(to, inner.Name));
        }
    }

    private async Task<HttpResponseMessage> InvokeAsync(string payload, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/2015-03-31/functions/{Name}/invocations") { Content = new StringContent(payload) };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await host.Running.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task IsAsync(HttpResponseMessage answer, string expected)
    {
        var actual = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode && JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)),
            $"Expected {expected}\nbut was {(int)answer.StatusCode} {actual}\n{host.Running.Output}");
    }
}

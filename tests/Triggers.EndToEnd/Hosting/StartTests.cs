using System.Net;
using System.Net.Sockets;
using Triggers.EndToEnd.Processes;

namespace Triggers.EndToEnd.Hosting;

/// <summary>What cannot start says why in a sentence, and ends with 1.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("triggers-e2e-").FullName;

    public StartTests() => File.WriteAllText(
        Path.Combine(folder, "template.yaml"), "Transform: AWS::Serverless-2016-10-31\nResources:\n  Api:\n    Type: AWS::Serverless::HttpApi\n");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task An_address_in_use_is_named_with_its_setting()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var error = await FailAsync($"--Http:Url=http://{other.LocalEndpoint}");
        Assert.Contains($"http://{other.LocalEndpoint}", error, StringComparison.Ordinal);
        Assert.Contains("--Http:Url=", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_in_use_is_named_with_the_way_out()
    {
        await using var host = await RunningHost.StartAsync(folder);
        var error = await FailAsync();
        Assert.Contains(Path.Combine(folder, "data"), error, StringComparison.Ordinal);
        Assert.Contains("--data", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_named()
    {
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var error = (await Tool.RunAsync("dotnet", [Repository.HostProgram, "up", "--data", Path.Combine(file, "data")], folder: folder)).Failed();
        Assert.Contains(Path.Combine(file, "data"), error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Invoker:KeepWarm=abc", "Invoker:KeepWarm")]
    [InlineData("--Invoker:AccountConcurrency=0", "Invoker:AccountConcurrency must be between 1 and 1000000")]
    [InlineData("--Aws:Region=Nowhere", "Aws:Region must look like us-east-1.")]
    [InlineData("--Lambda:Url=http://0.0.0.0:0", "Lambda:Credentials")]
    [InlineData("--Http:Url=3000", "Http:Url must be an address like http://127.0.0.1:3000, was '3000'.")]
    public async Task A_wrong_setting_is_named(string setting, string words) =>
        Assert.Contains(words, await FailAsync(setting), StringComparison.Ordinal);

    [Fact]
    public async Task A_wrong_template_is_told_with_its_line()
    {
        await File.AppendAllTextAsync(
            Path.Combine(folder, "template.yaml"),
            "  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Timeout: -1\n      Handler: !Ref Nowhere\n",
            TestContext.Current.CancellationToken);
        var error = await FailAsync();
        Assert.Contains("template.yaml:8", error, StringComparison.Ordinal);
        Assert.Contains("template.yaml:9", error, StringComparison.Ordinal);
        Assert.Contains("Nowhere", error, StringComparison.Ordinal);
    }

    private async Task<string> FailAsync(params string[] settings)
    {
        // Port 0 is any free one; a setting of the same name that comes later wins.
        string[] arguments =
        [
            Repository.HostProgram, "up", Path.Combine(folder, "template.yaml"), "--data", Path.Combine(folder, "data"),
            "--Http:Url=http://127.0.0.1:0", "--Lambda:Url=http://127.0.0.1:0", "--Git:Url=http://127.0.0.1:0", .. settings,
        ];
        var result = await Tool.RunAsync("dotnet", arguments, folder: folder);
        var error = result.Failed();
        Assert.True(result.ExitCode == 1, $"exit code {result.ExitCode}: {error}");
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        return error;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Triggers.EndToEnd.Processes;

namespace Triggers.EndToEnd.Hosting;

/// <summary>The built <c>triggers up</c> as a process of its own, on free ports and in a folder of its own.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);

    // The Host gives calls in flight 30 s.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(45);

    private const string Template = """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Api:
            Type: AWS::Serverless::HttpApi
        """;

    private readonly ConcurrentQueue<string> output = new();
    private readonly string[] settings;
    private readonly bool isFolderOurs;
    private Process process = null!;

    private RunningHost(string? folder, string[] settings)
    {
        this.settings = settings;
        isFolderOurs = folder is null;
        Folder = folder ?? Directory.CreateTempSubdirectory("triggers-e2e-").FullName;
        Http = FreeAddress.New();
        Lambda = FreeAddress.New();
        Git = FreeAddress.New();
        Client = new HttpClient { BaseAddress = Lambda };
    }

    /// <summary>The HTTP gateway's address.</summary>
    public Uri Http { get; }

    /// <summary>The Lambda API's address.</summary>
    public Uri Lambda { get; }

    /// <summary>The git trigger's address.</summary>
    public Uri Git { get; }

    /// <summary>The folder it runs in; its data is in <c>data</c>.</summary>
    public string Folder { get; }

    /// <summary>A client of the Lambda API's door.</summary>
    public HttpClient Client { get; }

    /// <summary>Everything it printed.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Starts it with the folder's <c>template.yaml</c>, or with one of no functions, and waits until it is ready.</summary>
    /// <param name="folder">Where it runs; null = a new folder that goes with it.</param>
    /// <param name="settings">Further arguments.</param>
    public static async Task<RunningHost> StartAsync(string? folder = null, params string[] settings)
    {
        var host = new RunningHost(folder, settings);
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            await host.KillAsync();
            throw;
        }
    }

    /// <summary>Stops it as Ctrl-C does, and sees that it ends by itself.</summary>
    public async Task StopAsync()
    {
        (await Tool.RunAsync("kill", ["-INT", $"{process.Id}"])).Succeeded();
        using var limit = new CancellationTokenSource(LongestStop);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
            Assert.Fail($"triggers was still running {LongestStop.TotalSeconds} s after Ctrl-C:\n{Output}");
        }

        Assert.True(process.ExitCode == 0, $"triggers ended with {process.ExitCode} after Ctrl-C:\n{Output}");
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited)
        {
            await StopAsync();
        }

        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        process.Dispose();
        if (isFolderOurs)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private async Task StartAsync()
    {
        var template = Path.Combine(Folder, "template.yaml");
        if (!File.Exists(template))
        {
            await File.WriteAllTextAsync(template, Template);
        }

        var start = new ProcessStartInfo("dotnet",
        [
            Repository.HostProgram, "up", template, "--data", Path.Combine(Folder, "data"), $"--Http:Url={Http.GetLeftPart(UriPartial.Authority)}",
            $"--Lambda:Url={Lambda.GetLeftPart(UriPartial.Authority)}", $"--Git:Url={Git.GetLeftPart(UriPartial.Authority)}", .. settings,
        ])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += KillAtExit;
        await Until.TrueAsync(IsReadyAsync, LongestStart, () => $"triggers did not become ready:\n{Output}");
    }

    // When the tests themselves are stopped half-way.
    private void KillAtExit(object? sender, EventArgs e) => process.Kill(entireProcessTree: true);

    private async Task<bool> IsReadyAsync()
    {
        Assert.False(process.HasExited, $"triggers ended while it started:\n{Output}");
        try
        {
            using var answer = await Client.GetAsync("/readyz", TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

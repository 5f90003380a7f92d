using System.ComponentModel;
using System.Diagnostics;

namespace Triggers.EndToEnd.Processes;

/// <summary>Runs a program of this machine to its end.</summary>
internal static class Tool
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Runs it.</summary>
    /// <param name="program">Name or path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What its environment holds besides ours; null takes a variable away.</param>
    /// <param name="folder">Where it runs; default here.</param>
    /// <param name="longest">How long it may take; default five minutes.</param>
    public static async Task<ToolResult> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null,
        TimeSpan? longest = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(longest ?? Longest);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ToolResult($"{program} {string.Join(' ', start.ArgumentList)}", process.ExitCode, output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Skips the test when a program is not there, with what would bring it.</summary>
    public static async Task RequireAsync(string program, string argument, string package)
    {
        try
        {
            (await RunAsync(program, [argument])).Succeeded();
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed (Debian package {package})");
        }
    }
}

using System.Text;
using Triggers.Invoker.Sandbox;

namespace Triggers.Tests.Invoker.Sandbox;

public sealed class LinuxProcessSandboxTests : IDisposable
{
    private readonly LinuxProcessSandbox sandbox = new();

    public void Dispose() => sandbox.Dispose();

    [Fact]
    public async Task Nothing_gets_into_the_process_but_what_it_is_given()
    {
        Environment.SetEnvironmentVariable("TRIGGERS_TEST_SECRET", "leaked");
        var (output, exit) = await RunAsync("env; pwd; ls /proc/self/fd | tr '\\n' ' '", ("A", "1"), ("PATH", "/usr/bin:/bin"));

        // PWD, SHLVL and _ are the shell's own doing; the descriptor above 3 is the listed folder.
        Assert.Equal(["A=1", "PATH=/usr/bin:/bin", "PWD=/tmp", "/tmp", "0 1 2 3"], Lines(output).Where(line => !line.StartsWith("SHLVL", StringComparison.Ordinal) && !line.StartsWith('_')));
        Assert.Equal(new ProcessExit(0, 0), exit);
    }

    [Fact]
    public async Task Output_and_errors_keep_their_order()
    {
        var (output, _) = await RunAsync("for i in 1 2 3; do echo out$i; echo err$i >&2; done");
        Assert.Equal("out1\nerr1\nout2\nerr2\nout3\nerr3\n", output);
    }

    [Theory]
    [InlineData("exit 0", "without providing a reason")]
    [InlineData("exit 127", "with error: exit status 127")]
    [InlineData("kill -9 $$", "with error: signal: killed")]
    [InlineData("kill -11 $$", "with error: signal: segmentation fault")]
    public async Task Tells_how_it_ended_in_lambdas_words(string script, string words)
    {
        var (_, exit) = await RunAsync(script);
        Assert.Equal(words, exit.Describe());
    }

    [Fact]
    public async Task A_child_that_is_left_behind_ends_with_its_group()
    {
        var (output, _) = await RunAsync("sleep 1000 & echo $!");
        var child = int.Parse(output, System.Globalization.CultureInfo.InvariantCulture);
        await Until.TrueAsync(() => !IsAlive(child));
    }

    [Fact]
    public async Task Kill_ends_the_whole_group()
    {
        using var process = Start("sleep 1000 & echo $!; wait");
        var child = int.Parse(await ReadLineAsync(process), System.Globalization.CultureInfo.InvariantCulture);
        process.Kill();
        var exit = await process.Exited.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal("with error: signal: killed", exit.Describe());
        await Until.TrueAsync(() => !IsAlive(child));
    }

    [Fact]
    public async Task Broken_pipes_end_a_process_as_everywhere()
    {
        // .NET ignores SIGPIPE; had the child inherited that, yes would go on and complain.
        var (output, _) = await RunAsync("yes | head -n 1");
        Assert.Equal("y\n", output);
    }

    [Fact]
    public void A_program_that_is_not_there_is_refused_in_lambdas_words()
    {
        var exception = Assert.Throws<SandboxException>(() => sandbox.Start(new BoxSpecification("/var/task/bootstrap", [], [], "/tmp", false)));
        Assert.Equal("fork/exec /var/task/bootstrap: no such file or directory", exception.Message);
    }

    [Fact]
    public async Task The_runtime_api_is_read_from_descriptor_3_and_written_to_4()
    {
        using var process = sandbox.Start(new BoxSpecification("/bin/sh", ["-c", "read word <&3; echo got $word >&4"], [], "/tmp", true));
        await process.RuntimeApi!.WriteAsync("hello\n"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal("got hello\n", await ReadAllAsync(process.RuntimeApi));
    }

    [Fact]
    public async Task What_does_not_fit_into_a_pipe_waits_for_its_reader()
    {
        using var process = sandbox.Start(new BoxSpecification("/bin/sh", ["-c", "head -c 3000000 <&3 | cat >&4"], [], "/tmp", true));
        var sent = string.Concat(Enumerable.Range(0, 300_000).Select(number => $"{number:d9}\n"));
        var received = ReadAllAsync(process.RuntimeApi!);
        await process.RuntimeApi!.WriteAsync(Encoding.ASCII.GetBytes(sent), TestContext.Current.CancellationToken);
        Assert.Equal(sent, await received);
    }

    [Fact]
    public async Task Writing_to_a_process_that_has_ended_fails()
    {
        using var process = sandbox.Start(new BoxSpecification("/bin/true", [], [], "/tmp", true));
        await process.Exited;
        await Assert.ThrowsAsync<IOException>(async () => await process.RuntimeApi!.WriteAsync(new byte[1], TestContext.Current.CancellationToken));
        Assert.Equal(0, await process.RuntimeApi!.ReadAsync(new byte[1], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Closing_ends_a_read_and_a_write_that_wait()
    {
        using var process = sandbox.Start(new BoxSpecification("/bin/sleep", ["1000"], [], "/tmp", true));
        var read = process.RuntimeApi!.ReadAsync(new byte[1], TestContext.Current.CancellationToken);
        var write = process.RuntimeApi.WriteAsync(new byte[3_000_000], TestContext.Current.CancellationToken);
        Assert.False(read.IsCompleted || write.IsCompleted);
        await process.RuntimeApi.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await read);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await write);
        process.Kill();
    }

    [Fact]
    public async Task Output_can_be_opened_by_name()
    {
        var (output, _) = await RunAsync("echo one > /dev/stdout; echo two > /dev/stderr");
        Assert.Equal("one\ntwo\n", output);
    }

    [Fact]
    public async Task Peak_memory_is_read_while_it_runs()
    {
        using var process = Start("echo ready; sleep 1000");
        await ReadLineAsync(process);
        Assert.InRange(process.ReadPeakMemory(), 100_000, 100_000_000);
        process.Kill();
        await process.Exited;
        Assert.Equal(0, process.ReadPeakMemory());
    }

    private static bool IsAlive(int pid) => File.Exists($"/proc/{pid}/stat") && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);

    private static string[] Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static async Task<string> ReadAllAsync(Stream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        int read;
        while ((read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    private static async Task<string> ReadLineAsync(IBoxedProcess process)
    {
        var line = new StringBuilder();
        var buffer = new byte[1];
        while (line.Length == 0 || line[^1] != '\n')
        {
            var read = process.Output.TryRead(buffer);
            if (read == 0)
            {
                await process.Output.WaitAsync();
            }
            else
            {
                Assert.True(read > 0, "The output ended.");
                line.Append((char)buffer[0]);
            }
        }

        return line.ToString();
    }

    private IBoxedProcess Start(string script, params (string Name, string Value)[] variables) => sandbox.Start(new BoxSpecification(
        "/bin/sh", ["-c", script], [.. variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value))], "/tmp", false));

    private async Task<(string Output, ProcessExit Exit)> RunAsync(string script, params (string Name, string Value)[] variables)
    {
        using var process = Start(script, variables);
        var output = new StringBuilder();
        var buffer = new byte[4096];
        int read;
        while ((read = process.Output.TryRead(buffer)) >= 0)
        {
            output.Append(Encoding.UTF8.GetString(buffer, 0, read));
            if (read == 0)
            {
                await process.Output.WaitAsync();
            }
        }

        return (output.ToString(), await process.Exited.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }
}

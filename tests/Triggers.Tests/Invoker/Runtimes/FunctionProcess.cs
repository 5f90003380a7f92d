using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Triggers.Invoker;
using Triggers.Invoker.Runtimes;

namespace Triggers.Tests.Invoker.Runtimes;

/// <summary>A real interpreter with our bootstrap and a handler, and a Runtime API at hand for it.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    public const string Arn = "arn:aws:lambda:us-east-1:000000000000:function:f";

    private static readonly RuntimeResolver Resolver = new(Options.Create(new InvokerOptions()));
    private static readonly byte[] Accepted = Encoding.ASCII.GetBytes(
        "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"status\":\"OK\"}\n");

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;
    private int count;

    private FunctionProcess(Process process, string folder, RuntimeConnection connection)
    {
        this.process = process;
        Folder = folder;
        Connection = connection;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The task root.</summary>
    public string Folder { get; }

    public RuntimeConnection Connection { get; }

    /// <summary>Starts a function with these files in its task root; returns when it has connected.</summary>
    public static async Task<FunctionProcess> StartAsync(
        string runtime,
        string handler,
        (string Name, string Text)[] files,
        Dictionary<string, string>? environment = null,
        string door = "unix")
    {
        var folder = Directory.CreateTempSubdirectory("triggers-fn-").FullName;
        foreach (var (name, text) in files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        }

        using var listener = Listen(door, folder, out var address);
        var start = StartInfo(Resolver.Resolve(runtime, folder), folder, address, door);
        start.Environment["_HANDLER"] = handler;
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        using var limit = Limit();
        var socket = await listener.AcceptAsync(limit.Token);
        return new FunctionProcess(process, folder, new RuntimeConnection(socket));
    }

    /// <summary>Starts a function whose init phase succeeds: waits for its first question.</summary>
    public static async Task<FunctionProcess> ReadyAsync(
        string runtime, string handler, (string Name, string Text)[] files, Dictionary<string, string>? environment = null, string door = "unix")
    {
        var function = await StartAsync(runtime, handler, files, environment, door);
        await function.ExpectNextAsync();
        return function;
    }

    /// <summary>The request id of the n-th invocation, from 1.</summary>
    public static string RequestId(int number) => $"8476a536-e9f4-11e8-9739-{number.ToString("D12", CultureInfo.InvariantCulture)}";

    /// <summary>Sends an event and returns what the function posts, after its question for the next has come too.</summary>
    public async Task<RuntimeRequest> InvokeAsync(string eventJson, string? headers = null)
    {
        await SendEventAsync(eventJson, headers);
        var answer = await ReadAsync();
        Assert.NotNull(answer);
        await ExpectNextAsync();
        return answer;
    }

    /// <summary>Accepts the last answer, if there was one, and sends an event; in one write.</summary>
    public async Task SendEventAsync(string eventJson, string? headers = null) =>
        await Connection.SendAsync([.. count == 0 ? [] : Accepted, .. Event(eventJson, headers)], TestContext.Current.CancellationToken);

    /// <summary>The bytes of the answer to `next`.</summary>
    public byte[] Event(string eventJson, string? headers = null)
    {
        var body = Encoding.UTF8.GetBytes(eventJson);
        var deadline = DateTimeOffset.UtcNow.AddSeconds(3).ToUnixTimeMilliseconds();
        var head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            + $"Lambda-Runtime-Aws-Request-Id: {RequestId(++count)}\r\nLambda-Runtime-Deadline-Ms: {deadline}\r\n"
            + $"Lambda-Runtime-Invoked-Function-Arn: {Arn}\r\n{headers}Content-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.UTF8.GetBytes(head), .. body];
    }

    public async Task<RuntimeRequest?> ReadAsync()
    {
        using var limit = Limit();
        return await Connection.ReadAsync(limit.Token);
    }

    public async Task ExpectNextAsync() => Assert.Equal("GET /2018-06-01/runtime/invocation/next HTTP/1.1", (await ReadAsync())?.Line);

    /// <summary>Accepts the last answer: for what is posted last by a process that ends.</summary>
    public async Task AcceptAsync() => await Connection.SendAsync(Accepted, TestContext.Current.CancellationToken);

    /// <summary>Hangs up, as the server does when an environment is over, and tells how the process ended.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        Connection.Dispose();
        return await ExitedAsync();
    }

    /// <summary>How the process ended by itself.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> ExitedAsync()
    {
        using var limit = Limit();
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await errors);
    }

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>So that a bootstrap that hangs is a failure, and not a test that hangs.</summary>
    private static CancellationTokenSource Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        return limit;
    }

    private static Socket Listen(string door, string folder, out string address)
    {
        if (door == "tcp")
        {
            var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            tcp.Listen();
            address = tcp.LocalEndPoint!.ToString()!;
            return tcp;
        }

        var path = Path.Combine(folder, ".api");
        var unix = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        unix.Bind(new UnixDomainSocketEndPoint(path));
        unix.Listen();
        address = door == "fd" ? path : $"unix:{path}";
        return unix;
    }

    private static ProcessStartInfo StartInfo(RuntimeCommand command, string folder, string address, string door)
    {
        Assert.True(command.IsOwnBootstrap);
        var start = new ProcessStartInfo(command.FileName, command.Arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        if (door == "fd")
        {
            // Connects descriptors 3 and 4, then becomes the function's program.
            start.FileName = Resolver.Resolve("python3.13", folder).FileName;
            start.ArgumentList.Clear();
            string[] launcher =
            [
                "-I", "-c",
                "import os, socket, sys; s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); os.dup2(s.fileno(), 3); "
                + "os.dup2(s.fileno(), 4); os.set_inheritable(3, True); os.set_inheritable(4, True); os.execv(sys.argv[2], sys.argv[2:])",
                address, command.FileName, .. command.Arguments,
            ];
            foreach (var argument in launcher)
            {
                start.ArgumentList.Add(argument);
            }
        }

        start.Environment.Clear();
        foreach (var (name, value) in command.PathVariables)
        {
            start.Environment[name] = value;
        }

        start.Environment["AWS_LAMBDA_RUNTIME_API"] = door == "fd" ? "fd:3,4" : address;
        start.Environment["AWS_EXECUTION_ENV"] = command.ExecutionEnv;
        start.Environment["LAMBDA_TASK_ROOT"] = folder;
        start.Environment["LANG"] = "en_US.UTF-8";
        start.Environment["TZ"] = ":UTC";
        start.Environment["AWS_LAMBDA_FUNCTION_NAME"] = "f";
        start.Environment["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        start.Environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "128";
        start.Environment["AWS_LAMBDA_LOG_GROUP_NAME"] = "/aws/lambda/f";
        start.Environment["AWS_LAMBDA_LOG_STREAM_NAME"] = "2026/01/02/[$LATEST]0123456789abcdef0123456789abcdef";
        return start;
    }
}

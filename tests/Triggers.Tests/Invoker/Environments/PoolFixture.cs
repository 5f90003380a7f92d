using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Triggers.Contracts;
using Triggers.Invoker;
using Triggers.Invoker.Environments;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Logs;
using Triggers.Invoker.Packaging;
using Triggers.Invoker.Runtimes;
using Triggers.Invoker.Sandbox;
using Triggers.Tests.Contracts.State;
using Triggers.Tests.Invoker.Functions;
using Triggers.Tests.Invoker.Packaging;

namespace Triggers.Tests.Invoker.Environments;

/// <summary>Pools of real Python processes at a time that only the test moves. The functions <c>f</c> and <c>g</c> answer with their process id.</summary>
internal sealed class PoolFixture : IDisposable
{
    // Waits, when asked to, until a file is there.
    private const string Handler = """
        import os, time
        def handler(event, context):
            while "hold" in event and not os.path.exists(event["hold"]):
                time.sleep(0.005)
            return os.getpid()
        """;

    // A runtime of its own that answers, and asks for more only when the file it was told of is there.
    private const string SlowBootstrap = """
        #!/usr/bin/env python3
        import http.client, json, os, time
        api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
        while True:
            api.request("GET", "/2018-06-01/runtime/invocation/next")
            answer = api.getresponse()
            event = json.loads(answer.read())
            api.request("POST", "/2018-06-01/runtime/invocation/%s/response" % answer.headers["Lambda-Runtime-Aws-Request-Id"], str(os.getpid()))
            api.getresponse().read()
            while not os.path.exists(event["hold"]):
                time.sleep(0.005)
        """;

    private readonly TemporaryState state = new();
    private readonly LinuxProcessSandbox sandbox = new();
    private readonly LogFiles logs;

    private PoolFixture(InvokerOptions options, string sha256, string slowSha256, CodeStore code)
    {
        var settings = Options.Create(options);
        logs = new LogFiles(new LogFolder(state.Data.PathOf("logs")), Options.Create(new LogOptions()), Time, NullLogger<LogFiles>.Instance);
        var factory = new EnvironmentFactory(
            sandbox, new RuntimeResolver(settings), code, logs, new EnvironmentFolder(state.Data.PathOf("environments")),
            Options.Create(new AwsIdentity()), Time, NullLogger<EnvironmentFactory>.Instance);
        Pools = new EnvironmentPools(factory, Store, settings, Time);
        (F, G, Slow) = (Configuration("f", sha256), Configuration("g", sha256), Configuration("slow", slowSha256) with { Runtime = "provided.al2023" });
    }

    public FakeTimeProvider Time { get; } = new(TestFunctions.Then);

    public FunctionStore Store { get; } = new();

    public EnvironmentPools Pools { get; }

    public FunctionConfiguration F { get; }

    public FunctionConfiguration G { get; }

    /// <summary>Answers at once, and asks for the next invocation when its file is there.</summary>
    public FunctionConfiguration Slow { get; }

    public static async Task<PoolFixture> StartAsync(Action<InvokerOptions>? set = null)
    {
        var options = new InvokerOptions();
        set?.Invoke(options);
        var folder = Directory.CreateTempSubdirectory("triggers-code-").FullName;
        var code = new CodeStore(folder, TimeProvider.System, NullLogger<CodeStore>.Instance);
        var package = await code.AddAsync(new MemoryStream(ZipBuilder.FromInlineCode("python3.13", Handler).Zip.ToArray()), TestContext.Current.CancellationToken);
        var slow = await code.AddAsync(new ZipBytes().Add("bootstrap", SlowBootstrap, ZipBytes.Regular | 0x1ED).ToStream(), TestContext.Current.CancellationToken);
        var fixture = new PoolFixture(options, package.Sha256, slow.Sha256, code);
        await fixture.Store.ChangeAsync(
            now => now.Functions.Add("f", new FunctionRecord { Name = "f", Latest = fixture.F }).Add("g", new FunctionRecord { Name = "g", Latest = fixture.G }),
            TestContext.Current.CancellationToken);
        return fixture;
    }

    /// <summary>Runs a function and gives the process id of the environment it ran in.</summary>
    public async Task<int> RunAsync(FunctionConfiguration configuration, string? hold = null)
    {
        var lease = await Pools.Get(configuration).LeaseAsync();
        Assert.Null(lease.Failure);
        var request = new InvocationRequest
        {
            RequestId = InvocationRequest.NewRequestId(),
            Function = new FunctionReference(configuration.FunctionName),
            Payload = Encoding.UTF8.GetBytes(hold is null ? "{}" : JsonSerializer.Serialize(new Dictionary<string, string> { ["hold"] = hold })),
        };
        var result = await lease.Environment.TryRunAsync(request, "arn", "Root=1");

        // Off the thread that watches the processes: a test may wait for their ends.
        await Task.Yield();
        return int.Parse(Encoding.UTF8.GetString(result!.Payload.Span), CultureInfo.InvariantCulture);
    }

    /// <summary>A file that is not there yet, to hold a handler with.</summary>
    public string NewHold() => Path.Combine(state.Root, Guid.NewGuid().ToString());

    /// <summary>Waits until so many environments are held; time goes on meanwhile, for the ends of processes wait a moment for their output.</summary>
    public Task HoldsAsync(int count) => Until.TrueAsync(() =>
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        return Pools.Capacity.Held == count;
    });

    public void Dispose()
    {
        foreach (var configuration in new[] { F, G, Slow })
        {
            Pools.Get(configuration).StopAll();
        }

        Until.TrueAsync(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return Pools.Capacity.Held == 0;
        }).GetAwaiter().GetResult();
        sandbox.Dispose();
        Pools.Dispose();
        logs.Dispose();
        Store.Dispose();
        state.Dispose();
    }

    private static FunctionConfiguration Configuration(string name, string sha256) =>
        TestFunctions.Configuration(name) with { CodeSha256 = sha256, Handler = "index.handler", Timeout = 900 };
}

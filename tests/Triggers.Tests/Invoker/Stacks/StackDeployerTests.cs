using System.Collections.Immutable;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Triggers.Contracts;
using Triggers.Invoker;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Packaging;
using Triggers.Invoker.Stacks;
using Triggers.Tests.Contracts.State;

namespace Triggers.Tests.Invoker.Stacks;

public sealed class StackDeployerTests : IAsyncLifetime
{
    private readonly TemporaryState state = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly EventSourceCatalog catalog = new();
    private FunctionStore functions = null!;
    private CodeStore code = null!;
    private StackDeployer deployer = null!;
    private string sha256 = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        code = new CodeStore(state.Data.PathOf("code"), time, NullLogger<CodeStore>.Instance);
        var package = ZipBuilder.FromInlineCode("python3.13", "def handler(event, context): return event");
        sha256 = (await code.AddAsync(new MemoryStream(package.Zip.ToArray()), Cancellation)).Sha256;
        await StartAsync();
    }

    [Fact]
    public async Task Deploys_functions_and_event_sources_and_has_them_after_a_restart()
    {
        var changes = await deployer.DeployAsync(Stack("s", [Function("f"), Function("g")], [Source("s/f/Get", "f"), Source("s/g/Get", "g")]), Cancellation);
        Assert.Equal(
            """{"added":["function f","function g","HttpApi s/f/Get","HttpApi s/g/Get"],"changed":[],"removed":[],"unchanged":0}""",
            JsonSerializer.Serialize(changes, StackJson.Changes));
        var before = JsonSerializer.Serialize(catalog.Current, StackJson.EventSources);
        Assert.Equal(
            """[{"id":"s/f/Get","kind":"HttpApi","stack":"s","function":{"name":"f"},"properties":{"Path":"/a"}},{"id":"s/g/Get","kind":"HttpApi","stack":"s","function":{"name":"g"},"properties":{"Path":"/a"}}]""",
            before);
        var document = JsonSerializer.Serialize(deployer.Get("s"), StackJson.Document);

        await StartAsync();
        Assert.Equal(["f", "g"], functions.Current.Functions.Keys);
        Assert.Equal(before, JsonSerializer.Serialize(catalog.Current, StackJson.EventSources));
        Assert.Equal(document, JsonSerializer.Serialize(deployer.Get("s"), StackJson.Document));
        Assert.Equal([new StackSummary("s", time.GetUtcNow(), 2, 2)], deployer.List());
    }

    [Fact]
    public async Task Log_settings_are_the_templates_when_it_says_them_and_else_the_apis()
    {
        var logging = JsonElement.Parse("""{"LogFormat":"JSON","ApplicationLogLevel":"WARN","LogGroup":"/mine"}""");
        var wanted = Function("f") with { Kept = ImmutableSortedDictionary<string, JsonElement>.Empty.Add("LoggingConfig", logging) };
        await deployer.DeployAsync(Stack("s", [wanted]), Cancellation);
        var latest = functions.Current.Find("f")!.Latest;
        Assert.Equal(("JSON", "WARN", "/mine"), (latest.LogFormat, latest.ApplicationLogLevel, latest.EffectiveLogGroup));

        await deployer.DeployAsync(Stack("s", [Function("f")]), Cancellation);
        latest = functions.Current.Find("f")!.Latest;
        Assert.Equal(("JSON", "INFO", "/mine"), (latest.LogFormat, latest.ApplicationLogLevel, latest.EffectiveLogGroup));
    }

    [Fact]
    public async Task Makes_the_whole_function_that_the_template_describes()
    {
        var wanted = Function("f") with
        {
            Description = "d",
            Timeout = 30,
            MemorySize = 512,
            EphemeralStorageSize = 1024,
            Architectures = ["arm64"],
            TracingMode = "Active",
            Environment = ImmutableSortedDictionary<string, string>.Empty.Add("STAGE", "test"),
            Layers = ["arn:aws:lambda:us-east-1:000000000000:layer:l:1"],
            Tags = ImmutableSortedDictionary<string, string>.Empty.Add("k", "v"),
            ReservedConcurrency = 5,
            MaximumRetryAttempts = 1,
            MaximumEventAgeInSeconds = 60,
            OnFailure = "arn:aws:sqs:us-east-1:000000000000:q",
            DeadLetterTargetArn = "arn:aws:sqs:us-east-1:000000000000:dead",
            Kept = ImmutableSortedDictionary<string, JsonElement>.Empty.Add("KmsKeyArn", JsonElement.Parse("\"arn:k\"")),
        };
        await deployer.DeployAsync(Stack("s", [wanted]), Cancellation);
        var record = functions.Current.Find("f")!;
        Assert.True(Guid.TryParse(record.Latest.RevisionId, out _));
        Assert.Equal(
            $$$"""
            {"Name":"f","Latest":{"FunctionName":"f","Version":"$LATEST","RevisionId":"r","LastModified":"2026-01-02T03:04:05+00:00","PackageType":"Zip","Runtime":"python3.13",
            "Handler":"index.handler","Role":"arn:aws:iam::000000000000:role/f","Description":"d","Timeout":30,"MemorySize":512,"EphemeralStorageSize":1024,
            "CodeSha256":"{{{sha256}}}","CodeSize":{{{code.Find(sha256)!.Size}}},"Architectures":["arm64"],"Environment":{"STAGE":"test"},
            "Layers":["arn:aws:lambda:us-east-1:000000000000:layer:l:1"],"TracingMode":"Active","LogFormat":"Text",
            "DeadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead","Kept":{"KmsKeyArn":"arn:k"}},"Versions":[],"NextVersion":1,"Aliases":{},"ReservedConcurrency":5,
            "EventInvokeConfigs":{"$LATEST":{"LastModified":"2026-01-02T03:04:05+00:00","MaximumRetryAttempts":1,"MaximumEventAgeInSeconds":60,"OnFailure":"arn:aws:sqs:us-east-1:000000000000:q"}},
            "Urls":{},"Policies":{},"Tags":{"k":"v"},"RecursiveLoop":"Terminate","Stack":"s"}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(record with { Latest = record.Latest with { RevisionId = "r" } }, FunctionJson.Record));
    }

    [Fact]
    public async Task Leaves_alone_what_is_as_wanted_so_that_it_stays_warm()
    {
        var stack = Stack("s", [Function("f"), Function("g")], [Source("s/f/Get", "f")]);
        await deployer.DeployAsync(stack, Cancellation);
        var before = functions.Current;
        time.Advance(TimeSpan.FromHours(1));
        await StartAsync();
        var changes = await deployer.DeployAsync(stack with { Functions = [Function("f"), Function("g") with { Timeout = 9 }] }, Cancellation);
        Assert.Equal(
            """{"added":[],"changed":["function g"],"removed":[],"unchanged":2}""", JsonSerializer.Serialize(changes, StackJson.Changes));
        Assert.Equal(before.Find("f")!.Latest.RevisionId, functions.Current.Find("f")!.Latest.RevisionId);
        Assert.NotEqual(before.Find("g")!.Latest.RevisionId, functions.Current.Find("g")!.Latest.RevisionId);
        Assert.Equal(time.GetUtcNow(), functions.Current.Find("g")!.Latest.LastModified);
    }

    [Fact]
    public async Task Keeps_environments_warm_when_only_tags_concurrency_or_retries_change()
    {
        await deployer.DeployAsync(Stack("s", [Function("f")]), Cancellation);
        var before = functions.Current.Find("f")!.Latest;
        await deployer.DeployAsync(Stack("s", [Function("f") with
        {
            Tags = ImmutableSortedDictionary<string, string>.Empty.Add("k", "v"), ReservedConcurrency = 3, MaximumRetryAttempts = 0,
        }]), Cancellation);
        var after = functions.Current.Find("f")!;
        Assert.Same(before, after.Latest);
        Assert.Equal((3, 0, "v"), (after.ReservedConcurrency, after.EventInvokeConfigs["$LATEST"].MaximumRetryAttempts, after.Tags["k"]));
        await deployer.DeployAsync(Stack("s", [Function("f")]), Cancellation);
        Assert.Empty(functions.Current.Find("f")!.EventInvokeConfigs);
        Assert.Null(functions.Current.Find("f")!.ReservedConcurrency);
    }

    [Fact]
    public async Task Keeps_versions_and_aliases_that_the_API_made()
    {
        await deployer.DeployAsync(Stack("s", [Function("f")]), Cancellation);
        await functions.ChangeAsync(now => now.Functions.SetItem("f", VersionChanges.Publish(now.Find("f")!, null, null, null, time.GetUtcNow()).Record), Cancellation);
        await deployer.DeployAsync(Stack("s", [Function("f") with { Timeout = 7 }]), Cancellation);
        Assert.Equal(["1"], functions.Current.Find("f")!.Versions.Select(version => version.Version));
    }

    [Fact]
    public async Task Removes_what_the_template_no_longer_has()
    {
        await deployer.DeployAsync(Stack("s", [Function("f"), Function("g")], [Source("s/f/Get", "f"), Source("s/g/Get", "g")]), Cancellation);
        var changes = await deployer.DeployAsync(Stack("s", [Function("g")], [Source("s/g/Get", "g")]), Cancellation);
        Assert.Equal(
            """{"added":[],"changed":[],"removed":["function f","HttpApi s/f/Get"],"unchanged":2}""", JsonSerializer.Serialize(changes, StackJson.Changes));
        Assert.Equal(["g"], functions.Current.Functions.Keys);
        Assert.Equal(["s/g/Get"], catalog.Current.Select(source => source.Id));
    }

    [Fact]
    public async Task Deletes_a_stack_and_nothing_else()
    {
        await deployer.DeployAsync(Stack("a", [Function("f")], [Source("a/f/Get", "f")]), Cancellation);
        await deployer.DeployAsync(Stack("b", [Function("g")], [Source("b/g/Get", "g")]), Cancellation);
        await deployer.DeployAsync(Stack("a", [Function("f")], [Source("a/f/Get", "f")]), Cancellation);
        Assert.Equal(["a/f/Get", "b/g/Get"], catalog.Current.Select(source => source.Id));
        var changes = await deployer.DeleteAsync("a", Cancellation);
        Assert.Equal(["function f", "HttpApi a/f/Get"], changes.Removed);
        await StartAsync();
        Assert.Equal(["g"], functions.Current.Functions.Keys);
        Assert.Equal(["b/g/Get"], catalog.Current.Select(source => source.Id));
        Assert.Equal(["b"], deployer.List().Select(stack => stack.Name));
        var refusal = await Assert.ThrowsAsync<LambdaException>(() => deployer.DeleteAsync("a", Cancellation));
        Assert.Equal((LambdaErrors.ResourceNotFound, "There is no stack a."), (refusal.Error, refusal.Message));
    }

    [Fact]
    public async Task Tells_every_problem_at_once_and_changes_nothing()
    {
        await deployer.DeployAsync(Stack("other", [Function("theirs")], [Source("s/x", "theirs")]), Cancellation);
        await functions.ChangeAsync(now => now.Functions.Add("api", Functions.TestFunctions.Record("api")), Cancellation);
        var missing = new string('0', 64);
        var before = functions.Current;
        var refusal = await Assert.ThrowsAsync<LambdaException>(() => deployer.DeployAsync(
            Stack(
                "s",
                [
                    Function("ok"), Function("slow") with { Timeout = 901, MemorySize = 1 }, Function("gone") with { CodeSha256 = missing }, Function("theirs"), Function("api"),
                    Function("twice"), Function("twice"), Function("greedy") with { ReservedConcurrency = 901 }, Function("retry") with { MaximumRetryAttempts = 3 },
                ],
                [Source("s/x", "ok"), Source("s/y", "ok"), Source("s/y", "ok")]),
            Cancellation));
        Assert.Equal(LambdaErrors.InvalidParameterValue, refusal.Error);
        Assert.Equal(
            $"""
            The stack s has 10 problems, nothing was deployed:
            Function twice: the template has two functions of this name.
            Event source s/y: the id is there twice.
            Function theirs: it belongs to the stack other. Give one of the two another name, or delete that stack first.
            Function api: it was made by the Lambda API and belongs to no stack. Give one of the two another name, or delete that function first.
            Event source s/x: it belongs to the stack other.
            Function slow: Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900
            Function slow: Value '1' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128
            Function gone: its code package {missing} has not been uploaded.
            Function retry: Value '3' at 'maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 2
            Function greedy: Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].
            """,
            refusal.Message);
        Assert.Same(before, functions.Current);
        Assert.Equal(["s/x"], catalog.Current.Select(source => source.Id));
        await StartAsync();
        Assert.Equal(["api", "theirs"], functions.Current.Functions.Keys);
        Assert.Equal(["other"], deployer.List().Select(stack => stack.Name));
    }

    [Fact]
    public async Task Deploys_nothing_when_the_event_sources_cannot_be_written()
    {
        await using (var connection = await state.Open().OpenAsync(Cancellation))
        {
            await connection.ExecuteAsync("DROP TABLE event_sources");
        }

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => deployer.DeployAsync(Stack("s", [Function("f")], [Source("s/f", "f")]), Cancellation));
        Assert.Empty(functions.Current.Functions);
        Assert.Empty(catalog.Current);
        using var again = await state.OpenStoreAsync();
        Assert.Empty(again.Current.Functions);
    }

    [Fact]
    public async Task Deploys_a_thousand_functions_that_share_a_package()
    {
        var stack = Stack("s", [.. Enumerable.Range(0, 1000).Select(number => Function($"f{number}"))], [.. Enumerable.Range(0, 1000).Select(number => Source($"s/f{number}", $"f{number}"))]);
        var first = await deployer.DeployAsync(stack, Cancellation);
        Assert.Equal((2000, 0), (first.Added.Length, first.Unchanged));
        await StartAsync();
        var second = await deployer.DeployAsync(stack, Cancellation);
        Assert.Equal((0, 2000), (second.Added.Length, second.Unchanged));
    }

    public ValueTask DisposeAsync()
    {
        deployer.Dispose();
        functions.Dispose();
        state.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A new process over the same data.</summary>
    private async Task StartAsync()
    {
        functions = await state.OpenStoreAsync();
        deployer = new StackDeployer(
            functions, code, new StackTable(state.Open()), catalog, Options.Create(new AwsIdentity()), Options.Create(new InvokerOptions()), time);
        await deployer.InitializeAsync(Cancellation);
    }

    private StackFunction Function(string name) => new() { FunctionName = name, CodeSha256 = sha256, Runtime = "python3.13", Handler = "index.handler" };

    private static EventSource Source(string id, string function) => new()
    {
        Id = id,
        Kind = "HttpApi",
        Function = new FunctionReference(function),
        Properties = JsonElement.Parse("""{"Path":"/a"}"""),
    };

    private static StackDocument Stack(string name, ImmutableArray<StackFunction> functions, ImmutableArray<EventSource> sources = default) => new()
    {
        Name = name,
        Functions = functions,
        EventSources = sources.IsDefault ? [] : sources,
        Outputs = ImmutableSortedDictionary<string, string>.Empty.Add("Url", "http://127.0.0.1:3000"),
    };
}

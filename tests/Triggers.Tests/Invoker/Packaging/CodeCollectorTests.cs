using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Packaging;
using Triggers.Tests.Invoker.Functions;

namespace Triggers.Tests.Invoker.Packaging;

public sealed class CodeCollectorTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("triggers-collect-").FullName;
    private readonly FakeTimeProvider time = new();
    private readonly FunctionStore functions = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Removes_at_start_what_nothing_uses_and_later_what_a_change_replaced()
    {
        var first = new CodeStore(root, time, NullLogger<CodeStore>.Instance);
        var orphan = await AddAsync(first, "orphan");
        var old = await AddAsync(first, "old");
        var published = await AddAsync(first, "published");
        var next = await AddAsync(first, "next");
        var record = TestFunctions.Record();
        record = record with { Latest = record.Latest with { CodeSha256 = old }, Versions = [record.Latest with { CodeSha256 = published }, record.Latest with { CodeSha256 = next }] };
        await functions.ChangeAsync(now => now.Functions.Add("f", record), Cancellation);

        // A new process: what the old one wanted lately is forgotten.
        var store = new CodeStore(root, time, NullLogger<CodeStore>.Instance);
        using var collector = new CodeCollector(functions, store, time, NullLogger<CodeCollector>.Instance);
        await collector.StartAsync(Cancellation);
        await Until.TrueAsync(() => !Has(orphan));
        Assert.True(Has(old) && Has(published) && Has(next));

        time.Advance(TimeSpan.FromHours(5));
        await functions.ChangeAsync(now => now.Functions.SetItem("f", record with { Latest = record.Latest with { CodeSha256 = next } }), Cancellation);

        // An environment may still run on what the change replaced: whoever collects now spares it.
        await store.CollectAsync(CodeCollector.InUse(functions.Current));
        Assert.True(Has(old));

        // The collector waits on the fake clock: moving it again and again reaches its delay whenever that began.
        await Until.TrueAsync(() =>
        {
            time.Advance(CodeStore.Grace);
            return !Has(old);
        });
        Assert.True(Has(published) && Has(next));
        await collector.StopAsync(Cancellation);
    }

    public void Dispose()
    {
        functions.Dispose();
        Directory.Delete(root, recursive: true);
    }

    private bool Has(string sha256) => Directory.Exists(Path.Combine(root, sha256));

    private static async Task<string> AddAsync(CodeStore store, string content) =>
        (await store.AddAsync(new ZipBytes().Add("a", content).ToStream(), Cancellation)).Sha256;
}

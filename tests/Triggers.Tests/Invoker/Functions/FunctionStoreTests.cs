using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Contracts.State;
using Triggers.Invoker.Functions;
using Triggers.Tests.Contracts.State;

namespace Triggers.Tests.Invoker.Functions;

public sealed class FunctionStoreTests : IDisposable
{
    private readonly TemporaryState state = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keeps_every_member_of_a_function_over_a_restart()
    {
        using (var store = await state.OpenStoreAsync())
        {
            await store.ChangeAsync(now => now.Functions.Add("f", TestFunctions.Full()).Add("g", TestFunctions.Record("g")), Cancellation);
        }

        using var again = await state.OpenStoreAsync();
        Assert.Equal(["f", "g"], again.Current.Functions.Keys);
        Assert.Equal(TestFunctions.Print(TestFunctions.Full()), TestFunctions.Print(again.Current.Find("f")));
        Assert.Equal(TestFunctions.Print(TestFunctions.Record("g")), TestFunctions.Print(again.Current.Find("g")));
        Assert.Equal("1 \"ü\n", again.Current.Find("f")!.Latest.Environment["AA"]);
    }

    [Fact]
    public async Task Forgets_a_removed_function_over_a_restart()
    {
        using (var store = await state.OpenStoreAsync())
        {
            await store.ChangeAsync(now => now.Functions.Add("f", TestFunctions.Record()).Add("g", TestFunctions.Record("g")), Cancellation);
            await store.ChangeAsync(now => now.Functions.Remove("f"), Cancellation);
        }

        using var again = await state.OpenStoreAsync();
        Assert.Equal(["g"], again.Current.Functions.Keys);
    }

    [Fact]
    public async Task Writes_only_the_rows_that_differ()
    {
        using var store = await state.OpenStoreAsync();
        await store.ChangeAsync(now => now.Functions.Add("f", TestFunctions.Record()).Add("g", TestFunctions.Record("g")), Cancellation);
        await using (var connection = await state.Open().OpenAsync(Cancellation))
        {
            await connection.ExecuteAsync("UPDATE functions SET document = 'untouched' WHERE name = 'g'");
        }

        await store.ChangeAsync(now => now.Functions.SetItem("f", now.Find("f")! with { ReservedConcurrency = 3 }), Cancellation);
        await using var after = await state.Open().OpenAsync(Cancellation);
        Assert.Equal("untouched", await after.ExecuteScalarAsync<string>("SELECT document FROM functions WHERE name = 'g'"));
        Assert.Contains("\"ReservedConcurrency\":3", await after.ExecuteScalarAsync<string>("SELECT document FROM functions WHERE name = 'f'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_nothing_when_the_change_throws()
    {
        using var store = await state.OpenStoreAsync();
        var before = await store.ChangeAsync(now => now.Functions.Add("f", TestFunctions.Record()), Cancellation);
        await Assert.ThrowsAsync<LambdaException>(() => store.ChangeAsync(_ => throw new LambdaException(LambdaErrors.ResourceConflict, "no"), Cancellation));
        Assert.Same(before, store.Current);
        await store.ChangeAsync(now => now.Functions.Add("g", TestFunctions.Record("g")), Cancellation);
    }

    [Fact]
    public async Task Changes_nothing_in_memory_or_on_disk_when_what_is_written_alongside_throws()
    {
        using (var store = await state.OpenStoreAsync())
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => store.ChangeAsync(
                now => now.Functions.Add("f", TestFunctions.Record()), (_, _) => throw new InvalidOperationException("no"), Cancellation));
            Assert.Empty(store.Current.Functions);
        }

        using var again = await state.OpenStoreAsync();
        Assert.Empty(again.Current.Functions);
    }

    [Fact]
    public async Task Shows_a_change_to_watchers_once_it_is_on_the_disk()
    {
        using var store = await state.OpenStoreAsync();
        var seen = new List<string>();
        store.Changed += (before, after) =>
        {
            using var connection = state.Open().OpenAsync(Cancellation).GetAwaiter().GetResult();
            var stored = connection.Query<string>("SELECT name FROM functions ORDER BY name");
            seen.Add($"{string.Join(",", before.Functions.Keys)} > {string.Join(",", after.Functions.Keys)}, stored {string.Join(",", stored)}");
        };
        await store.ChangeAsync(now => now.Functions.Add("f", TestFunctions.Record()), Cancellation);
        await store.ChangeAsync(now => now.Functions, Cancellation);
        await store.ChangeAsync(now => now.Functions.Remove("f"), Cancellation);
        Assert.Equal([" > f, stored f", "f > , stored "], seen);
    }

    [Fact]
    public async Task Loses_no_change_when_many_come_at_once()
    {
        using var store = await state.OpenStoreAsync();
        await store.ChangeAsync(now => now.Functions.Add("f", TestFunctions.Record()), Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => store.ChangeAsync(
            now => now.Functions.SetItem("f", now.Find("f")! with { NextVersion = now.Find("f")!.NextVersion + 1 }), Cancellation))));
        using var again = await state.OpenStoreAsync();
        Assert.Equal(51, store.Current.Find("f")!.NextVersion);
        Assert.Equal(51, again.Current.Find("f")!.NextVersion);
    }

    [Fact]
    public async Task Loses_nothing_that_was_accepted_when_the_process_is_killed()
    {
        using var store = await state.OpenStoreAsync();
        await store.ChangeAsync(now => now.Functions.Add("f", TestFunctions.Record()), Cancellation);

        // What a killed process leaves is its files as they are now: nothing was closed, nothing was checkpointed.
        var copy = Directory.CreateDirectory(Path.Combine(state.Root, "copy")).FullName;
        foreach (var file in Directory.GetFiles(state.Data.Path, "state.db*"))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        using var survivor = new FunctionStore(new FunctionTable(new StateDatabase(
            state.Data, Options.Create(new StateOptions { ConnectionString = $"Data Source={Path.Combine(copy, "state.db")}" }), [FunctionTable.Migrations],
            NullLogger<StateDatabase>.Instance)));
        await survivor.InitializeAsync(Cancellation);
        Assert.Equal(["f"], survivor.Current.Functions.Keys);
    }

    public void Dispose() => state.Dispose();
}

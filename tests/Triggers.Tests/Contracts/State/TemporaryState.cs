using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Triggers.Contracts.State;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Stacks;

namespace Triggers.Tests.Contracts.State;

/// <summary>A data folder of one test, gone with it.</summary>
internal sealed class TemporaryState : IDisposable
{
    private DataFolder? data;

    public string Root { get; } = Directory.CreateTempSubdirectory("triggers-state-").FullName;

    public DataFolder Data => data ??= DataFolder.Open(Path.Combine(Root, "data"));

    /// <summary>A database over the folder's file, with the invoker's tables; each call is like a new process.</summary>
    public StateDatabase Open() =>
        new(Data, Options.Create(new StateOptions()), [FunctionTable.Migrations, StackTable.Migrations], NullLogger<StateDatabase>.Instance);

    public async Task<FunctionStore> OpenStoreAsync()
    {
        var store = new FunctionStore(new FunctionTable(Open()));
        await store.InitializeAsync(TestContext.Current.CancellationToken);
        return store;
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        data?.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}

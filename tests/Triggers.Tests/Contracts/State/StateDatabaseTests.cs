using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Triggers.Contracts.Hosting;
using Triggers.Contracts.State;

namespace Triggers.Tests.Contracts.State;

public sealed class StateDatabaseTests : IDisposable
{
    private readonly TemporaryState state = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writes_through_to_the_disk_and_keeps_the_file_to_its_owner()
    {
        await using var connection = await state.Open().OpenAsync(Cancellation);
        Assert.Equal("wal", await connection.ExecuteScalarAsync<string>("PRAGMA journal_mode"));
        Assert.Equal(2, await connection.ExecuteScalarAsync<int>("PRAGMA synchronous"));
        Assert.Equal(5000, await connection.ExecuteScalarAsync<int>("PRAGMA busy_timeout"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(state.Data.PathOf("state.db")));
        }
    }

    [Fact]
    public async Task Applies_each_script_once_and_keeps_a_journal_for_each_part()
    {
        for (var start = 0; start < 2; start++)
        {
            await using var connection = await state.Open().OpenAsync(Cancellation);
            Assert.Equal(
                ["Triggers.Invoker.Functions.Migrations.001-functions.sql"],
                await connection.QueryAsync<string>("SELECT ScriptName FROM schema_functions"));
            Assert.Equal(
                ["Triggers.Invoker.Stacks.Migrations.001-stacks.sql"],
                await connection.QueryAsync<string>("SELECT ScriptName FROM schema_stacks"));
        }
    }

    [Fact]
    public async Task Refuses_a_file_that_is_no_database()
    {
        await File.WriteAllTextAsync(state.Data.PathOf("state.db"), new string('x', 5000), Cancellation);
        var refusal = await Assert.ThrowsAsync<SettingException>(() => state.Open().OpenAsync(Cancellation));
        Assert.StartsWith($"The database {state.Data.PathOf("state.db")} cannot be used (", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=localhost;Database=triggers")]
    [InlineData("")]
    public async Task Refuses_a_connection_string_that_is_not_of_SQLite(string connectionString)
    {
        var database = new StateDatabase(state.Data, Options.Create(new StateOptions { ConnectionString = connectionString }), [], NullLogger<StateDatabase>.Instance);
        var refusal = await Assert.ThrowsAsync<SettingException>(() => database.OpenAsync(Cancellation));
        Assert.StartsWith("State:ConnectionString must be a connection string of SQLite", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opens_the_file_its_connection_string_names()
    {
        var path = Path.Combine(state.Root, "elsewhere.db");
        var database = new StateDatabase(state.Data, Options.Create(new StateOptions { ConnectionString = $"Data Source={path}" }), [], NullLogger<StateDatabase>.Instance);
        await (await database.OpenAsync(Cancellation)).DisposeAsync();
        Assert.True(File.Exists(path));
        Assert.False(File.Exists(state.Data.PathOf("state.db")));
    }

    public void Dispose() => state.Dispose();
}

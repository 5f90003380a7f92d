using System.Data.Common;
using Dapper;
using DbUp;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triggers.Contracts.Hosting;

namespace Triggers.Contracts.State;

/// <summary>
/// The database. A part asks it for a connection and speaks SQL through Dapper; before the first connection is handed out the
/// tables of every part are brought up to date.
/// </summary>
public sealed class StateDatabase
{
    private const int BusyTimeoutMilliseconds = 5000;

    private readonly Lazy<string> connectionString;

    /// <summary>Makes the database known; it is opened at the first use.</summary>
    public StateDatabase(DataFolder data, IOptions<StateOptions> options, IEnumerable<StateMigrations> migrations, ILogger<StateDatabase> logger) =>
        connectionString = new Lazy<string>(() => Prepare(data, options.Value, migrations, logger));

    /// <summary>
    /// An open connection; dispose it to give it back. What is committed on it is on the disk: WAL with <c>synchronous=FULL</c>.
    /// </summary>
    /// <exception cref="SettingException">The database cannot be opened.</exception>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString.Value);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await connection.ExecuteAsync($"PRAGMA synchronous=FULL; PRAGMA busy_timeout={BusyTimeoutMilliseconds};");
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static string Prepare(DataFolder data, StateOptions options, IEnumerable<StateMigrations> migrations, ILogger logger)
    {
        var settings = Read(data, options);
        try
        {
            using (var connection = new SqliteConnection(settings.ConnectionString))
            {
                MakePrivate(settings.DataSource);
                connection.Open();
                connection.Execute("PRAGMA journal_mode=WAL;");
            }

            foreach (var part in migrations)
            {
                Migrate(settings.ConnectionString, part, logger);
            }
        }
        catch (SqliteException exception)
        {
            throw new SettingException(
                $"The database {settings.DataSource} cannot be used ({exception.Message}). " +
                "Set State:ConnectionString or Data:Path (--data) to another place, or restore the file.");
        }

        return settings.ConnectionString;
    }

    private static SqliteConnectionStringBuilder Read(DataFolder data, StateOptions options)
    {
        if (options.ConnectionString is null)
        {
            return new SqliteConnectionStringBuilder { DataSource = data.PathOf("state.db") };
        }

        try
        {
            var settings = new SqliteConnectionStringBuilder(options.ConnectionString);
            if (settings.DataSource.Length > 0)
            {
                return settings;
            }
        }
        catch (ArgumentException)
        {
            // The sentence below says it better.
        }

        throw new SettingException(
            "State:ConnectionString must be a connection string of SQLite (Data Source=/path/state.db). Leave it out to keep the state in the data folder.");
    }

    /// <summary>Functions' environments hold secrets: the file is for its owner alone. SQLite gives its journals the same mode.</summary>
    private static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows() || path == ":memory:" || File.Exists(path))
        {
            return;
        }

        try
        {
            File.Open(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(
                $"The database {path} cannot be made ({exception.Message}). " +
                "Set State:ConnectionString or Data:Path (--data) to a place that this user may write.");
        }
    }

    private static void Migrate(string connectionString, StateMigrations part, ILogger logger)
    {
        var result = DeployChanges.To.SqliteDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(part.Assembly, name => IsScript(name, part.Prefix))
            .JournalToSqliteTable($"schema_{part.Part}")
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new MigrationLog(logger))
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidOperationException(
                $"The tables of {part.Part} cannot be brought up to date: script {result.ErrorScript?.Name} failed.", result.Error);
        }
    }

    private static bool IsScript(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal);
}

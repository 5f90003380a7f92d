using System.Data.Common;
using System.Threading.Channels;
using Triggers.Contracts;
using Triggers.Contracts.State;

namespace Triggers.Invoker.Delivery;

/// <summary>
/// Writes to the tables of events by one writer: whatever has gathered while the last commit went to the disk goes with the next one.
/// A thousand events a second so cost a hundred commits and not a thousand.
/// </summary>
internal sealed partial class EventJournal(StateDatabase database, TimeProvider time, ILogger<EventJournal> log) : IHostedService
{
    private const int MostInOneCommit = 512;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private readonly Channel<Entry> entries = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private Task writing = Task.CompletedTask;

    /// <summary>Writes; when it returns, what was written is on the disk.</summary>
    /// <param name="write">The change, within the transaction it is given; gives the number of rows changed.</param>
    /// <exception cref="LambdaException">503: it could not be written.</exception>
    public Task<int> WriteAsync(Func<DbTransaction, Task<int>> write)
    {
        var entry = new Entry(write);
        return entries.Writer.TryWrite(entry) ? entry.Task : throw Unavailable(new InvalidOperationException("This process ends."));
    }

    /// <summary>Writes, again and again until it succeeds, or until this process ends: then the table says what it said before.</summary>
    public async Task WriteSurelyAsync(Func<DbTransaction, Task<int>> write)
    {
        while (true)
        {
            try
            {
                await WriteAsync(write);
                return;
            }
            catch (LambdaException) when (entries.Reader.Completion.IsCompleted)
            {
                return;
            }
            catch (LambdaException)
            {
                await Task.Delay(RetryDelay, time, CancellationToken.None);
            }
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        writing = Task.Run(WriteAllAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Writes what is waiting to be written.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        entries.Writer.TryComplete();
        return writing;
    }

    private static LambdaException Unavailable(Exception inner) =>
        new(LambdaErrors.Unavailable, "The event could not be written to the disk; try again later.", inner) { RetryAfter = TimeSpan.FromSeconds(1) };

    private async Task WriteAllAsync()
    {
        var batch = new List<Entry>();
        while (await entries.Reader.WaitToReadAsync())
        {
            try
            {
                await using var connection = await database.OpenAsync(CancellationToken.None);
                do
                {
                    await WriteBatchAsync(connection, batch);
                }
                while (await entries.Reader.WaitToReadAsync());
            }
            catch (Exception exception)
            {
                // Also those that came meanwhile: with a database that cannot even be opened nobody's turn would ever come.
                while (entries.Reader.TryRead(out var waiting))
                {
                    batch.Add(waiting);
                }

                LogFailed(log, batch.Count, exception);
                foreach (var entry in batch)
                {
                    entry.TrySetException(Unavailable(exception));
                }
            }

            batch.Clear();
        }
    }

    private async Task WriteBatchAsync(DbConnection connection, List<Entry> batch)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        while (batch.Count < MostInOneCommit && entries.Reader.TryRead(out var entry))
        {
            batch.Add(entry);
            entry.Rows = await entry.Write(transaction);
        }

        await transaction.CommitAsync();
        foreach (var entry in batch)
        {
            entry.SetResult(entry.Rows);
        }

        batch.Clear();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} changes of events could not be written to the database; who waits for them is told to try again.")]
    private static partial void LogFailed(ILogger logger, int count, Exception exception);

    private sealed class Entry(Func<DbTransaction, Task<int>> write) : TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public Func<DbTransaction, Task<int>> Write => write;

        public int Rows { get; set; }
    }
}

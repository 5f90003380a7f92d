using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Triggers.Invoker.Logs;

/// <summary>Brings log streams to disk every moment, and deletes what is too old.</summary>
internal sealed partial class LogFiles(LogFolder folder, IOptions<LogOptions> options, TimeProvider time, ILogger<LogFiles> log) : BackgroundService
{
    private static readonly TimeSpan FlushAfter = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);
    private readonly ConcurrentQueue<LogStream> dirty = new();
    private readonly SemaphoreSlim isDirty = new(0, 1);

    /// <summary>Opens the file of a stream (it is made at its first line).</summary>
    public LogFile Open(string group, string name) =>
        new(folder.OfStream(group, name), options.Value, exception => LogWriteFailed(log, group, name, exception));

    /// <summary>Writes the stream to disk within a moment.</summary>
    public void FlushSoon(LogStream stream)
    {
        dirty.Enqueue(stream);
        if (isDirty.CurrentCount == 0)
        {
            try
            {
                isDirty.Release();
            }
            catch (SemaphoreFullException)
            {
                // Another thread was first: the flushing is under way.
            }
        }
    }

    /// <summary>Writes all that is pending now: for who is about to read.</summary>
    public void FlushAll()
    {
        while (dirty.TryDequeue(out var stream))
        {
            stream.Flush();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        FlushAll();
        isDirty.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var nextSweep = time.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            if (time.GetUtcNow() >= nextSweep)
            {
                nextSweep = time.GetUtcNow() + SweepEvery;
                DeleteOld();
            }

            if (await isDirty.WaitAsync(SweepEvery, stoppingToken))
            {
                await Task.Delay(FlushAfter, time, stoppingToken);
                FlushAll();
            }
        }
    }

    private void DeleteOld()
    {
        if (!Directory.Exists(folder.Root))
        {
            return;
        }

        var oldest = time.GetUtcNow() - options.Value.Retention;
        foreach (var file in Directory.EnumerateFiles(folder.Root, "*.log*", SearchOption.AllDirectories))
        {
            try
            {
                if (File.GetLastWriteTimeUtc(file) < oldest.UtcDateTime)
                {
                    File.Delete(file);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                LogDeleteFailed(log, file, exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The log stream {Stream} of {Group} cannot be written; its lines are dropped from here on.")]
    private static partial void LogWriteFailed(ILogger logger, string group, string stream, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The old log file {File} cannot be deleted.")]
    private static partial void LogDeleteFailed(ILogger logger, string file, Exception exception);
}

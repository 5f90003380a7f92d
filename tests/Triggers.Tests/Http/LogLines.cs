using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Triggers.Tests.Http;

/// <summary>The log's lines, with their level first: <c>Warning: …</c>.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    /// <summary>What our own code said at this level or above.</summary>
    public string[] From(LogLevel level) => [.. lines.Where(line => Enum.Parse<LogLevel>(line.Split(':')[0]) >= level)];

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("Triggers.", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{logLevel}: {formatter(state, exception)}");

    public void Dispose()
    {
    }
}

using System.Globalization;
using DbUp.Engine.Output;
using Microsoft.Extensions.Logging;

namespace Triggers.Contracts.State;

/// <summary>Carries DbUp's messages to our log; its chatter at debug level.</summary>
internal sealed partial class MigrationLog(ILogger logger) : IUpgradeLog
{
    /// <inheritdoc/>
    public void LogTrace(string format, params object[] args) => Say(LogLevel.Trace, null, format, args);

    /// <inheritdoc/>
    public void LogDebug(string format, params object[] args) => Say(LogLevel.Debug, null, format, args);

    /// <inheritdoc/>
    public void LogInformation(string format, params object[] args) => Say(LogLevel.Debug, null, format, args);

    /// <inheritdoc/>
    public void LogWarning(string format, params object[] args) => Say(LogLevel.Warning, null, format, args);

    /// <inheritdoc/>
    public void LogError(string format, params object[] args) => Say(LogLevel.Error, null, format, args);

    /// <inheritdoc/>
    public void LogError(Exception ex, string format, params object[] args) => Say(LogLevel.Error, ex, format, args);

    private void Say(LogLevel level, Exception? exception, string format, object[] args)
    {
        if (logger.IsEnabled(level))
        {
            Said(logger, level, args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args), exception);
        }
    }

    [LoggerMessage(Message = "Migration: {Message}")]
    private static partial void Said(ILogger logger, LogLevel level, string message, Exception? exception);
}

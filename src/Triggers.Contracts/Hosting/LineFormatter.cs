using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Triggers.Contracts.Hosting;

/// <summary>
/// One line an entry: <c>2026-11-24T05:40:01.123Z info Triggers.Invoker.Environments.EnvironmentPool: started (thumbnails 8f1c…)</c>;
/// the lines of an exception follow, indented.
/// </summary>
internal sealed class LineFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (string.IsNullOrEmpty(message) && logEntry.Exception is null)
        {
            return;
        }

        textWriter.Write(time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        textWriter.Write(Word(logEntry.LogLevel));
        textWriter.Write(logEntry.Category);
        textWriter.Write(": ");
        WriteOnOneLine(textWriter, message);
        scopeProvider?.ForEachScope(WriteScope, textWriter);
        textWriter.Write('\n');
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write("    ");
            textWriter.Write(exception.ToString().ReplaceLineEndings("\n    "));
            textWriter.Write('\n');
        }
    }

    private static void WriteScope(object? scope, TextWriter writer)
    {
        if (scope is LogScope invocation)
        {
            writer.Write($" ({invocation.FunctionName} {invocation.RequestId})");
        }
    }

    // What came from outside (a header, a handler's message) must not be able to begin a line of its own.
    private static void WriteOnOneLine(TextWriter writer, string message)
    {
        foreach (var character in message)
        {
            switch (character)
            {
                case '\n': writer.Write("\\n"); break;
                case '\r': writer.Write("\\r"); break;
                case < ' ' and not '\t' or '\u007f' or '\u0085' or '\u2028' or '\u2029': writer.Write($"\\u{(int)character:x4}"); break;
                default: writer.Write(character); break;
            }
        }
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => " trace ",
        LogLevel.Debug => " debug ",
        LogLevel.Information => " info ",
        LogLevel.Warning => " warn ",
        LogLevel.Error => " error ",
        _ => " critical ",
    };
}

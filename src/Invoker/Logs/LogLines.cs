using System.Globalization;
using System.Text;
using System.Text.Json;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Logs;

/// <summary>
/// The platform's own lines in a function's log, text or JSON by the function's log format. Shapes of the text lines:
/// https://docs.aws.amazon.com/lambda/latest/dg/python-logging.html; of the JSON lines:
/// https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html.
/// </summary>
internal sealed class LogLines(LogStream log, FunctionConfiguration configuration, TimeProvider time)
{
    private readonly bool isJson = configuration.LogFormat == "JSON";

    /// <summary><c>START RequestId: … Version: $LATEST</c></summary>
    public void Start(string requestId) => Write(
        $"START RequestId: {requestId} Version: {configuration.Version}\n",
        "platform.start",
        $"{{\"requestId\":\"{requestId}\",\"version\":\"{configuration.Version}\"}}");

    /// <summary><c>END</c> and <c>REPORT</c>.</summary>
    /// <param name="requestId">The invocation.</param>
    /// <param name="duration">How long the handler ran.</param>
    /// <param name="init">How long the init phase took, on the first invocation of an environment.</param>
    /// <param name="peakMemory">Bytes.</param>
    /// <param name="status"><c>success</c>, <c>error</c> or <c>timeout</c>.</param>
    /// <param name="errorType">The error's type, when there is one.</param>
    public void Report(string requestId, TimeSpan duration, TimeSpan? init, long peakMemory, string status, string? errorType)
    {
        // Since August 2025 the init phase is billed too: https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/
        var billed = (long)Math.Ceiling((duration + (init ?? TimeSpan.Zero)).TotalMilliseconds);
        var used = peakMemory / (1024 * 1024);
        if (isJson)
        {
            var initPart = init is { } took ? string.Create(CultureInfo.InvariantCulture, $",\"initDurationMs\":{took.TotalMilliseconds:0.00}") : "";
            var errorPart = errorType is null ? "" : $",\"errorType\":{Quote(errorType)}";
            Append(
                "platform.report",
                string.Create(CultureInfo.InvariantCulture, $"{{\"requestId\":\"{requestId}\",\"metrics\":{{\"durationMs\":{duration.TotalMilliseconds:0.00},\"billedDurationMs\":{billed},\"memorySizeMB\":{configuration.MemorySize},\"maxMemoryUsedMB\":{used}{initPart}}},\"status\":\"{status}\"{errorPart}}}"));
            return;
        }

        var line = string.Create(CultureInfo.InvariantCulture, $"END RequestId: {requestId}\nREPORT RequestId: {requestId}\tDuration: {duration.TotalMilliseconds:0.00} ms\tBilled Duration: {billed} ms\tMemory Size: {configuration.MemorySize} MB\tMax Memory Used: {used} MB\t");
        if (init is { } initDuration)
        {
            line += string.Create(CultureInfo.InvariantCulture, $"Init Duration: {initDuration.TotalMilliseconds:0.00} ms\t");
        }

        if (status != "success")
        {
            line += errorType is null ? $"Status: {status}\t" : $"Status: {status}\tError Type: {errorType}\t";
        }

        Append(line + "\n");
    }

    /// <summary><c>INIT_START</c> with the command that is started.</summary>
    public void InitStart(string runtime) => Write(
        $"INIT_START Runtime Version: {runtime}\n",
        "platform.initStart",
        $"{{\"initializationType\":\"on-demand\",\"phase\":\"init\",\"runtimeVersion\":{Quote(runtime)},\"functionName\":\"{configuration.FunctionName}\",\"functionVersion\":\"{configuration.Version}\"}}");

    /// <summary><c>INIT_REPORT</c>: the init phase failed.</summary>
    public void InitFailed(TimeSpan duration, string phase, string status, string? errorType) => Write(
        string.Create(CultureInfo.InvariantCulture, $"INIT_REPORT Init Duration: {duration.TotalMilliseconds:0.00} ms\tPhase: {phase}\tStatus: {status}{(errorType is null ? "" : $"\tError Type: {errorType}")}\n"),
        "platform.initReport",
        string.Create(CultureInfo.InvariantCulture, $"{{\"initializationType\":\"on-demand\",\"phase\":\"{phase}\",\"status\":\"{status}\"{(errorType is null ? "" : $",\"errorType\":{Quote(errorType)}")},\"metrics\":{{\"durationMs\":{duration.TotalMilliseconds:0.00}}}}}"));

    /// <summary><c>2026-…Z {id} Task timed out after 3.00 seconds</c></summary>
    public void TimedOut(string requestId, TimeSpan limit) =>
        Append(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {requestId} Task timed out after {limit.TotalSeconds:0.00} seconds\n\n"));

    /// <summary><c>RequestId: … Error: …</c> and the error's type on a line of its own.</summary>
    public void Failed(string requestId, string message, string errorType) => Append($"RequestId: {requestId} Error: {message}\n{errorType}\n");

    /// <summary>A note of the platform.</summary>
    public void Note(string text) => Append(text + "\n");

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private void Write(string text, string type, string record)
    {
        if (isJson)
        {
            Append(type, record);
        }
        else
        {
            Append(text);
        }
    }

    private void Append(string type, string record) =>
        Append($"{{\"time\":\"{time.GetUtcNow().UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}\",\"type\":\"{type}\",\"record\":{record}}}\n");

    private void Append(string text)
    {
        Span<byte> small = stackalloc byte[768];
        if (Encoding.UTF8.TryGetBytes(text, small, out var written))
        {
            log.Append(small[..written]);
        }
        else
        {
            log.Append(Encoding.UTF8.GetBytes(text));
        }
    }
}

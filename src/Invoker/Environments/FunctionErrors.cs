using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Triggers.Invoker.Environments;

/// <summary>
/// Error documents the platform writes when the handler process cannot: shapes and texts as recorded from AWS.
/// </summary>
internal static class FunctionErrors
{
    /// <summary>The value of <c>X-Amz-Function-Error</c>: current runtimes know no other.</summary>
    public const string Unhandled = "Unhandled";

    public const string ExitError = "Runtime.ExitError";

    public const string TimedOut = "Sandbox.Timedout";

    /// <summary><c>{"errorType":…,"errorMessage":"RequestId: … Error: …"}</c></summary>
    public static byte[] Document(string requestId, string errorType, string message) => Encoding.UTF8.GetBytes(
        $"{{\"errorType\":\"{JsonEncodedText.Encode(errorType)}\",\"errorMessage\":\"{JsonEncodedText.Encode($"RequestId: {requestId} Error: {message}")}\"}}");

    /// <summary><c>Task timed out after 3.00 seconds</c></summary>
    public static string TimeoutMessage(TimeSpan limit) =>
        string.Create(CultureInfo.InvariantCulture, $"Task timed out after {limit.TotalSeconds:0.00} seconds");
}

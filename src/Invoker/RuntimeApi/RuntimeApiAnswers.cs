using System.Text;

namespace Triggers.Invoker.RuntimeApi;

/// <summary>
/// The answers to a runtime but for <c>next</c>, ready to send. Texts and statuses are those of AWS's own emulator
/// (aws-lambda-runtime-interface-emulator, internal/lambda/rapi).
/// </summary>
internal static class RuntimeApiAnswers
{
    public static readonly byte[] Continue = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    public static readonly byte[] Accepted = Make("202 Accepted", "{\"status\":\"OK\"}\n");

    public static readonly byte[] InvalidRequestId = Error("400 Bad Request", "InvalidRequestID", "Invalid request ID");

    public static readonly byte[] BadRequest = Error("400 Bad Request", "BadRequest", "The request could not be read.");

    public static readonly byte[] StreamingRefused = Error(
        "400 Bad Request", "InvalidFunctionResponseMode", "Response streaming is not supported here: send the response without Lambda-Runtime-Function-Response-Mode.");

    public static readonly byte[] WrongState = Error(
        "403 Forbidden", "InvalidStateTransition", "State transition failed for runtime. Error: there is no invocation to answer, or it was answered already.");

    public static readonly byte[] NotFound = Error("404 Not Found", "NotFound", "There is no such operation in the Runtime API 2018-06-01.");

    public static readonly byte[] WrongMethod = Error("405 Method Not Allowed", "MethodNotAllowed", "The operation does not take this method.");

    public static readonly byte[] TooLarge = Error(
        "413 Request Entity Too Large", "RequestEntityTooLarge", $"Exceeded maximum allowed payload size ({RuntimeLimits.LongestResponse} bytes).");

    private static byte[] Error(string status, string type, string message) =>
        Make(status, $"{{\"errorMessage\":\"{message}\",\"errorType\":\"{type}\"}}\n");

    private static byte[] Make(string status, string body) =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
}

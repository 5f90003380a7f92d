namespace Triggers.Invoker.Runtimes;

/// <summary>
/// The package cannot be started: a failure of the function and not a refusal of ours, so it becomes a function error with
/// this type and message, as on AWS.
/// </summary>
/// <param name="errorType"><c>Runtime.InvalidEntrypoint</c>.</param>
/// <param name="message">AWS's text, without the leading <c>RequestId: … Error: </c>.</param>
internal sealed class RuntimeStartException(string errorType, string message) : Exception(message)
{
    /// <summary>The error type.</summary>
    public string ErrorType { get; } = errorType;
}

namespace Triggers.Invoker.RuntimeApi;

/// <summary>Failures that the Runtime API itself reports for an invocation, in Lambda's words.</summary>
internal static class RuntimeErrors
{
    /// <summary>The error type of <see cref="ResponseTooLarge"/>.</summary>
    public const string ResponseTooLargeType = "Function.ResponseSizeTooLarge";

    /// <summary>The response is over 6 MB.</summary>
    public static readonly RuntimeOutcome ResponseTooLarge = new(
        System.Text.Encoding.UTF8.GetBytes(
            $"{{\"errorMessage\":\"Response payload size exceeded maximum allowed payload size ({RuntimeLimits.LongestResponse} bytes).\",\"errorType\":\"{ResponseTooLargeType}\"}}"),
        IsError: true,
        ResponseTooLargeType);
}

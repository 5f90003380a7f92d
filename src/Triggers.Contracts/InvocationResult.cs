namespace Triggers.Contracts;

/// <summary>What came of an invocation that ran: the handler's answer, or its failure (which is a result, not an exception).</summary>
public sealed record InvocationResult
{
    /// <summary>The invocation's id.</summary>
    public required string RequestId { get; init; }

    /// <summary>The handler's response bytes, or the error document <c>{"errorMessage":…,"errorType":…}</c>.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Null when the handler succeeded, else <c>Unhandled</c> (the value of <c>X-Amz-Function-Error</c>).</summary>
    public string? FunctionError { get; init; }

    /// <summary>The version that ran: <c>$LATEST</c> or a number.</summary>
    public required string ExecutedVersion { get; init; }

    /// <summary>The last 4 KB of the invocation's log, when it was asked for; else empty.</summary>
    public ReadOnlyMemory<byte> LogTail { get; init; }

    /// <summary>True when the handler failed.</summary>
    public bool IsFunctionError => FunctionError is not null;
}

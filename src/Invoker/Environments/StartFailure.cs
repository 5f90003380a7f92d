using Triggers.Contracts;

namespace Triggers.Invoker.Environments;

/// <summary>Why the init phase of an execution environment failed.</summary>
/// <param name="ErrorType">The error's type.</param>
/// <param name="Message">The platform's text; used when the runtime posted no document of its own.</param>
/// <param name="Posted">What the runtime posted to <c>init/error</c>, or null.</param>
/// <param name="IsTimeout">True when it took longer than it may.</param>
internal sealed record StartFailure(string ErrorType, string Message, ReadOnlyMemory<byte>? Posted = null, bool IsTimeout = false)
{
    /// <summary>It ended in the moment in which it was handed over.</summary>
    public static readonly StartFailure Gone = new(FunctionErrors.ExitError, "Runtime exited without providing a reason");

    /// <summary>The refusal the caller gets, when it is not the function that failed (its runtime is not installed).</summary>
    public LambdaException? Refusal { get; init; }

    /// <summary>The error document for an invocation that wanted the environment.</summary>
    public ReadOnlyMemory<byte> ToPayload(string requestId) => Posted ?? FunctionErrors.Document(requestId, ErrorType, Message);
}

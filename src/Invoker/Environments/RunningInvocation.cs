using Triggers.Contracts;

namespace Triggers.Invoker.Environments;

/// <summary>The invocation an environment works on. Its caller goes on inline, on the thread that read the answer.</summary>
internal sealed class RunningInvocation(InvocationRequest request, long started, long due) : TaskCompletionSource<InvocationResult>
{
    public InvocationRequest Request => request;

    /// <summary>Timestamp of the delivery.</summary>
    public long Started => started;

    /// <summary>Timestamp at which it times out.</summary>
    public long Due => due;

    /// <summary>Set when it is answered; handed to the caller when the rest of what was received is handled.</summary>
    public InvocationResult? Result { get; set; }
}

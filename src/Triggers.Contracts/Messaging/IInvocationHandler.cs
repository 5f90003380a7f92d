namespace Triggers.Contracts.Messaging;

/// <summary>The other end of <see cref="IInvocationBus"/>: what the invoker does with what arrives.</summary>
public interface IInvocationHandler
{
    /// <summary>Runs an invocation and gives its result.</summary>
    /// <exception cref="LambdaException">Refused: throttled, no such function, cannot be started.</exception>
    Task<InvocationResult> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken);

    /// <summary>Takes an Event invocation over; when it returns the caller may forget it.</summary>
    Task AcceptAsync(InvocationRequest request, CancellationToken cancellationToken);
}

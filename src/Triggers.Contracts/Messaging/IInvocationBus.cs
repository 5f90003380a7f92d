namespace Triggers.Contracts.Messaging;

/// <summary>
/// All that a trigger can say: Lambda's Invoke operation. Embedded it is a direct call, distributed it is RabbitMQ.
/// </summary>
public interface IInvocationBus
{
    /// <summary>
    /// <c>RequestResponse</c>: runs the function and waits for its result.
    /// </summary>
    /// <param name="request">The invocation.</param>
    /// <param name="cancellationToken">Stops the waiting only: an invocation that was started runs on.</param>
    /// <exception cref="LambdaException">Refused: throttled, no such function, or the service is out of reach.</exception>
    Task<InvocationResult> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// <c>Event</c>: returns when the event is safely taken over; it is then run, retried, dead-lettered or reported.
    /// </summary>
    /// <exception cref="LambdaException">Refused: no such function, too large, or the service is out of reach.</exception>
    Task SendAsync(InvocationRequest request, CancellationToken cancellationToken);
}

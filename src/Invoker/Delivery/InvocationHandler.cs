using Triggers.Contracts;
using Triggers.Contracts.Messaging;
using Triggers.Invoker.Invocations;

namespace Triggers.Invoker.Delivery;

/// <summary>The invoker's end of the bus.</summary>
internal sealed class InvocationHandler(InvocationRunner runner, EventDelivery delivery) : IInvocationHandler
{
    /// <inheritdoc/>
    public Task<InvocationResult> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        var running = runner.RunAsync(request);
        return cancellationToken.CanBeCanceled ? running.WaitAsync(cancellationToken) : running;
    }

    /// <inheritdoc/>
    public Task AcceptAsync(InvocationRequest request, CancellationToken cancellationToken) => delivery.AcceptAsync(request);
}

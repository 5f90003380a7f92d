namespace Triggers.Contracts.Messaging;

/// <summary>The bus of a single process: a direct call.</summary>
public sealed class EmbeddedInvocationBus(IInvocationHandler handler) : IInvocationBus
{
    /// <inheritdoc/>
    public Task<InvocationResult> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken) =>
        handler.InvokeAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task SendAsync(InvocationRequest request, CancellationToken cancellationToken) =>
        handler.AcceptAsync(request, cancellationToken);
}

namespace Triggers.Invoker.Functions;

/// <summary>Fills the store at start, before the first request.</summary>
internal sealed class FunctionStoreLoading(FunctionStore store) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => store.InitializeAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

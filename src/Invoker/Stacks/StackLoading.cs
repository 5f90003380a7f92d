namespace Triggers.Invoker.Stacks;

/// <summary>Reads the stacks at start, before the first request.</summary>
internal sealed class StackLoading(StackDeployer deployer) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => deployer.InitializeAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

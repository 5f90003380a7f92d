using Triggers.Invoker.Packaging;
using Triggers.Invoker.Stacks;

namespace Triggers.Host.Deployment;

/// <summary>Deploys into this process.</summary>
internal sealed class LocalStackTarget(CodeStore code, StackDeployer stacks) : IStackTarget
{
    /// <inheritdoc/>
    // The store itself sees that it has a package already; the bytes are at hand anyway.
    public Task<bool> HasCodeAsync(string sha256, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <inheritdoc/>
    public async Task AddCodeAsync(BuiltPackage package, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(package.Zip);
        await using var zip = await content.ReadAsStreamAsync(cancellationToken);
        await code.AddAsync(zip, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<StackChanges> DeployAsync(StackDocument document, CancellationToken cancellationToken) => stacks.DeployAsync(document, cancellationToken);
}

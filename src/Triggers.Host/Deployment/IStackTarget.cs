using Triggers.Invoker.Packaging;
using Triggers.Invoker.Stacks;

namespace Triggers.Host.Deployment;

/// <summary>Where a stack is deployed: into this process, or over HTTP into a running one.</summary>
internal interface IStackTarget
{
    /// <summary>True when the package is there already.</summary>
    Task<bool> HasCodeAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>Adds a package.</summary>
    Task AddCodeAsync(BuiltPackage package, CancellationToken cancellationToken);

    /// <summary>Deploys a stack whose packages have been added.</summary>
    Task<StackChanges> DeployAsync(StackDocument document, CancellationToken cancellationToken);
}

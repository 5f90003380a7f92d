namespace Triggers.Invoker.Sandbox;

/// <summary>
/// Starts the process of an execution environment in its box. How tight the box is (a clean process, namespaces, a container)
/// is the implementation's business; the caller sees a process, its output and its way to the Runtime API.
/// </summary>
internal interface ISandbox
{
    /// <summary>True when a process can be handed an already connected Runtime API socket as descriptor 3.</summary>
    bool CanPassSocket { get; }

    /// <summary>Starts the process.</summary>
    /// <exception cref="SandboxException">It could not be started; the message is the one AWS gives (<c>fork/exec …</c>).</exception>
    IBoxedProcess Start(BoxSpecification box);
}

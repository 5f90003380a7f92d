namespace Triggers.Invoker.Sandbox;

/// <summary>
/// Starts the process of an execution environment in its box. How tight the box is (a clean process, namespaces, a container)
/// is the implementation's business; the caller sees a process, its output and its way to the Runtime API.
/// </summary>
internal interface ISandbox
{
    /// <summary>True when a process can be handed the Runtime API as the descriptors 3 (to read) and 4 (to write).</summary>
    bool CanPassPipes { get; }

    /// <summary>Starts the process.</summary>
    /// <exception cref="SandboxException">It could not be started; the message is the one AWS gives (<c>fork/exec …</c>).</exception>
    IBoxedProcess Start(BoxSpecification box);
}

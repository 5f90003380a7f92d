using System.Diagnostics;

namespace Triggers.Invoker.Sandbox;

/// <summary>A process started by <see cref="PortableSandbox"/>.</summary>
internal sealed class PortableProcess : IBoxedProcess
{
    private readonly Process process;

    public PortableProcess(Process process)
    {
        this.process = process;
        Output = new PipeOutput(process.StandardOutput.BaseStream, process.StandardError.BaseStream);
        Exited = WaitAsync();
    }

    /// <inheritdoc/>
    public int Id => process.Id;

    /// <inheritdoc/>
    public Stream? RuntimeApi => null;

    /// <inheritdoc/>
    public IProcessOutput Output { get; }

    /// <inheritdoc/>
    public Task<ProcessExit> Exited { get; }

    /// <inheritdoc/>
    public long ReadPeakMemory()
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    /// <inheritdoc/>
    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => process.Dispose();

    private async Task<ProcessExit> WaitAsync()
    {
        await process.WaitForExitAsync();

        // .NET tells a death by signal as 128 + its number, as shells do.
        return process.ExitCode is > 128 and < 160 ? new ProcessExit(0, process.ExitCode - 128) : new ProcessExit(process.ExitCode, 0);
    }
}

using System.Diagnostics;

namespace Triggers.Invoker.Sandbox;

/// <summary>
/// A clean process by .NET's own means, for machines that are not Linux: no process group of its own, output by two pipes (so
/// that the order between standard output and error is not kept), the Runtime API over TCP.
/// </summary>
internal sealed class PortableSandbox : ISandbox
{
    /// <inheritdoc/>
    public bool CanPassPipes => false;

    /// <inheritdoc/>
    public IBoxedProcess Start(BoxSpecification box)
    {
        var start = new ProcessStartInfo(box.FileName, box.Arguments)
        {
            WorkingDirectory = box.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (name, value) in box.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            var process = Process.Start(start) ?? throw new SandboxException($"fork/exec {box.FileName}: no process was started");
            process.StandardInput.Close();
            return new PortableProcess(process);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new SandboxException($"fork/exec {box.FileName}: {exception.Message.ToLowerInvariant()}");
        }
    }
}

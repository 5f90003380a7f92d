using System.Globalization;

namespace Triggers.Invoker.Sandbox;

/// <summary>A process started by <see cref="LinuxProcessSandbox"/>.</summary>
internal sealed class LinuxBoxedProcess(int pid, DescriptorOutput output, DescriptorStream? runtimeApi, Task<ProcessExit> exited) : IBoxedProcess
{
    /// <inheritdoc/>
    public int Id => pid;

    /// <inheritdoc/>
    public Stream? RuntimeApi => runtimeApi;

    /// <inheritdoc/>
    public IProcessOutput Output => output;

    /// <inheritdoc/>
    public Task<ProcessExit> Exited => exited;

    /// <inheritdoc/>
    public long ReadPeakMemory()
    {
        try
        {
            // VmHWM ("high water mark") in kB: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
            foreach (var line in File.ReadLines($"/proc/{pid}/status"))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                {
                    return long.Parse(line.AsSpan(6, line.Length - 8).Trim(), CultureInfo.InvariantCulture) * 1024;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended: its last measure stays.
        }

        return 0;
    }

    /// <inheritdoc/>
    public void Kill()
    {
        // After the leader was reaped (and its group ended, see ProcessReaper) its number may be another process's.
        if (!exited.IsCompleted)
        {
            _ = LinuxNative.kill(-pid, LinuxNative.SignalKill);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();
}

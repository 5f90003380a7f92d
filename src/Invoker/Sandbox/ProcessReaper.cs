using System.Runtime.InteropServices;

namespace Triggers.Invoker.Sandbox;

/// <summary>
/// Tells when processes end: one thread waits on the pidfds of all of them. (.NET's SIGCHLD handler looks only at children that
/// its Process class started.)
/// </summary>
internal sealed class ProcessReaper : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, Child> children = [];
    private readonly int wake;
    private bool isStopped;

    public ProcessReaper()
    {
        const int closeOnExec = 0x80000;
        wake = LinuxNative.eventfd(0, closeOnExec);
        new Thread(Watch) { IsBackground = true, Name = "process reaper" }.Start();
    }

    /// <summary>Watches a child that was just started; the task completes when it has ended and been reaped.</summary>
    public Task<ProcessExit> Add(int pid)
    {
        var pidfd = LinuxNative.OpenPidfd(pid);
        if (pidfd < 0)
        {
            throw new SandboxException($"pidfd_open: {Marshal.GetLastPInvokeErrorMessage()} (Linux 5.3 or newer is needed)");
        }

        var child = new Child(pid, pidfd);
        lock (gate)
        {
            children.Add(pidfd, child);
        }

        Wake();
        return child.Exit.Task;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isStopped = true;
        Wake();
    }

    private unsafe void Wake()
    {
        ulong one = 1;
        _ = LinuxNative.write(wake, &one, sizeof(ulong));
    }

    private unsafe void Watch()
    {
        while (!isStopped)
        {
            LinuxNative.PollEntry[] entries;
            lock (gate)
            {
                entries = [.. children.Keys.Prepend(wake).Select(descriptor => new LinuxNative.PollEntry { Descriptor = descriptor, Events = LinuxNative.PollIn })];
            }

            fixed (LinuxNative.PollEntry* first = entries)
            {
                if (LinuxNative.poll(first, (nuint)entries.Length, -1) <= 0)
                {
                    continue;
                }
            }

            foreach (var entry in entries)
            {
                if (entry.Returned == 0)
                {
                    continue;
                }

                if (entry.Descriptor == wake)
                {
                    ulong drained;
                    _ = LinuxNative.read(wake, &drained, sizeof(ulong));
                }
                else
                {
                    Reap(entry.Descriptor);
                }
            }
        }
    }

    private unsafe void Reap(int pidfd)
    {
        Child child;
        lock (gate)
        {
            child = children[pidfd];
        }

        // While the ended leader is not reaped its number belongs to its group: end what it left behind in there.
        _ = LinuxNative.kill(-child.Pid, LinuxNative.SignalKill);
        int status;
        var reaped = LinuxNative.waitpid(child.Pid, &status, LinuxNative.WaitNoHang);
        if (reaped == 0)
        {
            return;
        }

        lock (gate)
        {
            children.Remove(pidfd);
        }

        _ = LinuxNative.close(pidfd);

        // A child reaped by somebody else leaves no status. (Its ru_maxrss is no use: it starts from this process's own size.)
        child.Exit.SetResult(reaped < 0 ? new ProcessExit(0, 0) : new ProcessExit((status >> 8) & 0xff, status & 0x7f));
    }

    private sealed record Child(int Pid, int Pidfd)
    {
        public TaskCompletionSource<ProcessExit> Exit { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

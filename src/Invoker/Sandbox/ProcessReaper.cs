namespace Triggers.Invoker.Sandbox;

/// <summary>
/// Tells when processes end, by their pidfds. (.NET's SIGCHLD handler looks only at children that its Process class started.)
/// </summary>
internal sealed class ProcessReaper(DescriptorLoop loop)
{
    private const uint Once = LinuxEpoll.Readable | LinuxEpoll.Once;

    /// <summary>Watches a child that was just started; the task completes when it has ended and been reaped.</summary>
    /// <exception cref="SandboxException">This kernel cannot tell.</exception>
    public Task<ProcessExit> Add(int pid)
    {
        var pidfd = LinuxNative.OpenPidfd(pid);
        var exit = new TaskCompletionSource<ProcessExit>(TaskCreationOptions.RunContinuationsAsynchronously);
        loop.Watch(pidfd, Once, (id, _) => Reap(pid, pidfd, id, exit));
        return exit.Task;
    }

    private unsafe void Reap(int pid, OwnedDescriptor pidfd, long id, TaskCompletionSource<ProcessExit> exit)
    {
        // While the ended leader is not reaped its number belongs to its group: end what it left behind in there.
        _ = LinuxNative.kill(-pid, LinuxNative.SignalKill);
        int status;
        var reaped = LinuxNative.waitpid(pid, &status, LinuxNative.WaitNoHang);
        if (reaped == 0)
        {
            loop.Change(pidfd, id, Once);
            return;
        }

        loop.Forget(id);
        pidfd.Dispose();

        // A child reaped by somebody else leaves no status. (Its ru_maxrss is no use: it starts from this process's own size.)
        exit.SetResult(reaped < 0 ? new ProcessExit(0, 0) : new ProcessExit((status >> 8) & 0xff, status & 0x7f));
    }
}

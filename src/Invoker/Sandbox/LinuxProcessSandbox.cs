using System.Runtime.InteropServices;
using System.Text;

namespace Triggers.Invoker.Sandbox;

/// <summary>
/// A clean process on Linux: its own process group, nothing inherited but the descriptors it is given, default
/// signals, its output through one pipe that keeps the order of standard output and error. No namespaces and no limits.
/// </summary>
internal sealed class LinuxProcessSandbox : ISandbox, IDisposable
{
    // Larger than glibc's and musl's posix_spawn_file_actions_t (80 bytes) and posix_spawnattr_t (336 bytes).
    private const int OpaqueSize = 512;
    private const int SignalSetSize = 128;
    private readonly DescriptorLoop loop = new();
    private readonly ProcessReaper reaper;

    public LinuxProcessSandbox() => reaper = new ProcessReaper(loop);

    /// <inheritdoc/>
    public bool CanPassPipes => true;

    /// <inheritdoc/>
    public void Dispose() => loop.Dispose();

    /// <inheritdoc/>
    public IBoxedProcess Start(BoxSpecification box)
    {
        using var output = LinuxNative.CreatePipe(isOurEndRead: true);
        using var events = box.IsPipeWanted ? LinuxNative.CreatePipe(isOurEndRead: false) : null;
        using var answers = box.IsPipeWanted ? LinuxNative.CreatePipe(isOurEndRead: true) : null;
        var pid = Spawn(box, output.Theirs, events?.Theirs, answers?.Theirs);
        var exited = reaper.Add(pid);
        var runtimeApi = box.IsPipeWanted ? new DescriptorStream(loop, answers!.TakeOurs(), events!.TakeOurs()) : null;
        return new LinuxBoxedProcess(pid, new DescriptorOutput(loop, output.TakeOurs()), runtimeApi, exited);
    }

    private static int Number(OwnedDescriptor descriptor) => (int)descriptor.DangerousGetHandle();

    private static unsafe int Spawn(BoxSpecification box, OwnedDescriptor output, OwnedDescriptor? events, OwnedDescriptor? answers)
    {
        var actions = stackalloc byte[OpaqueSize];
        var attributes = stackalloc byte[OpaqueSize];
        var defaults = stackalloc byte[SignalSetSize];
        var mask = stackalloc byte[SignalSetSize];
        new Span<byte>(mask, SignalSetSize).Clear();
        new Span<byte>(defaults, SignalSetSize).Clear();

        // Signals 1 to 31 without KILL (9) and STOP (19): .NET ignores SIGPIPE, and an ignored signal stays ignored after exec.
        *(uint*)defaults = 0x7fffffffu & ~(1u << 8) & ~(1u << 18);
        _ = LinuxNative.posix_spawn_file_actions_init(actions);
        _ = LinuxNative.posix_spawnattr_init(attributes);
        try
        {
            _ = LinuxNative.posix_spawn_file_actions_addopen(actions, 0, "/dev/null", 0, 0);
            _ = LinuxNative.posix_spawn_file_actions_adddup2(actions, Number(output), 1);
            _ = LinuxNative.posix_spawn_file_actions_adddup2(actions, Number(output), 2);
            if (events is not null && answers is not null)
            {
                _ = LinuxNative.posix_spawn_file_actions_adddup2(actions, Number(events), 3);
                _ = LinuxNative.posix_spawn_file_actions_adddup2(actions, Number(answers), 4);
            }

            LinuxNative.AddCloseFrom(actions, events is null ? 3 : 5);
            _ = LinuxNative.posix_spawn_file_actions_addchdir_np(actions, box.WorkingDirectory);
            _ = LinuxNative.posix_spawnattr_setsigdefault(attributes, defaults);
            _ = LinuxNative.posix_spawnattr_setsigmask(attributes, mask);

            // A group and not a session of its own (group 0 = its own number): with the kernel's autogroups every session gets the
            // same share of the processors, and this process, one among a hundred sessions, would starve.
            _ = LinuxNative.posix_spawnattr_setflags(
                attributes, LinuxNative.SpawnSetGroup | LinuxNative.SpawnSetSignalDefaults | LinuxNative.SpawnSetSignalMask);

            using var arguments = new NativeStrings([box.FileName, .. box.Arguments]);
            using var environment = new NativeStrings(box.Environment.Select(variable => $"{variable.Key}={variable.Value}"));
            int pid;
            fixed (byte* path = Encoding.UTF8.GetBytes(box.FileName + '\0'))
            {
                // A file that was just unpacked is "busy" while another process that is just being started still holds it.
                int error;
                var tries = 0;
                do
                {
                    Thread.SpinWait(tries);
                    error = LinuxNative.posix_spawn(&pid, path, actions, attributes, arguments.Pointer, environment.Pointer);
                }
                while (error == LinuxNative.TextFileBusy && ++tries < 1000);
                if (error != 0)
                {
                    throw new SandboxException($"fork/exec {box.FileName}: {Marshal.GetPInvokeErrorMessage(error).ToLowerInvariant()}");
                }
            }

            return pid;
        }
        finally
        {
            _ = LinuxNative.posix_spawn_file_actions_destroy(actions);
            _ = LinuxNative.posix_spawnattr_destroy(attributes);
        }
    }
}

using System.Runtime.InteropServices;

namespace Triggers.Invoker.Sandbox;

/// <summary>The calls of the C library that start and watch processes on Linux; .NET's own Process cannot pass descriptors.</summary>
internal static partial class LinuxNative
{
    public const int SpawnSetSignalDefaults = 0x04;
    public const int SpawnSetSignalMask = 0x08;
    public const int SpawnSetGroup = 0x02;
    public const int WaitNoHang = 1;
    public const int SignalKill = 9;
    public const short PollIn = 1;
    public const int DoNotWait = 0x40;
    public const int TryAgain = 11;
    public const int Interrupted = 4;
    public const int TextFileBusy = 26;

    private const int UnixFamily = 1;
    private const int StreamCloseOnExec = 1 | 0x80000;
    private const int DuplicateCloseOnExec = 1030;
    private const int FirstFreeDescriptor = 10;
    private const long PidfdOpen = 434;
    private static readonly nint CloseFrom = FindCloseFrom();

    /// <summary>Two connected stream sockets, both closed in other children, both above the descriptors we hand out (0 to 3).</summary>
    public static unsafe (int Ours, int Theirs) CreateSocketPair()
    {
        var pair = stackalloc int[2];
        if (socketpair(UnixFamily, StreamCloseOnExec, 0, pair) != 0)
        {
            throw new SandboxException($"socketpair: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        return (Raise(pair[0]), Raise(pair[1]));
    }

    /// <summary>
    /// Closes every descriptor from <paramref name="first"/> on in the child, where the C library can (glibc 2.34): what some
    /// library of this process opened without close-on-exec is not the handler's.
    /// </summary>
    public static unsafe void AddCloseFrom(void* actions, int first)
    {
        if (CloseFrom != 0)
        {
            _ = ((delegate* unmanaged<void*, int, int>)CloseFrom)(actions, first);
        }
    }

    /// <summary>A descriptor that becomes readable when the process ends, or -1.</summary>
    public static int OpenPidfd(int pid) => (int)syscall(PidfdOpen, pid, 0);

    private static nint FindCloseFrom() =>
        NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "posix_spawn_file_actions_addclosefrom_np", out var found) ? found : 0;

    private static int Raise(int descriptor)
    {
        if (descriptor >= FirstFreeDescriptor)
        {
            return descriptor;
        }

        var raised = fcntl(descriptor, DuplicateCloseOnExec, FirstFreeDescriptor);
        _ = close(descriptor);
        return raised;
    }

    [LibraryImport("libc", SetLastError = true)]
    public static unsafe partial int posix_spawn(int* pid, byte* path, void* actions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc")]
    public static unsafe partial int posix_spawn_file_actions_init(void* actions);

    [LibraryImport("libc")]
    public static unsafe partial int posix_spawn_file_actions_destroy(void* actions);

    [LibraryImport("libc")]
    public static unsafe partial int posix_spawn_file_actions_adddup2(void* actions, int from, int to);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int posix_spawn_file_actions_addopen(void* actions, int descriptor, string path, int flags, int mode);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int posix_spawn_file_actions_addchdir_np(void* actions, string path);

    [LibraryImport("libc")]
    public static unsafe partial int posix_spawnattr_init(void* attributes);

    [LibraryImport("libc")]
    public static unsafe partial int posix_spawnattr_destroy(void* attributes);

    [LibraryImport("libc")]
    public static unsafe partial int posix_spawnattr_setflags(void* attributes, short flags);

    [LibraryImport("libc")]
    public static unsafe partial int posix_spawnattr_setsigdefault(void* attributes, void* signals);

    [LibraryImport("libc")]
    public static unsafe partial int posix_spawnattr_setsigmask(void* attributes, void* signals);

    [LibraryImport("libc", SetLastError = true)]
    public static unsafe partial int waitpid(int pid, int* status, int options);

    [LibraryImport("libc", SetLastError = true)]
    public static unsafe partial int poll(PollEntry* entries, nuint count, int timeout);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int kill(int pid, int signal);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int eventfd(uint initial, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static unsafe partial nint read(int descriptor, void* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    public static unsafe partial nint write(int descriptor, void* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    public static unsafe partial nint recv(SafeHandle socket, void* buffer, nuint count, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int socketpair(int family, int type, int protocol, int* pair);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc", SetLastError = true)]
    private static partial long syscall(long number, long first, long second);

    /// <summary>One row of <c>poll</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}

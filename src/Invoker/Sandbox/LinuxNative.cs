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
    public const int TextFileBusy = 26;

    private const int TryAgain = 11;
    private const int Interrupted = 4;
    private const int SetFlags = 4;
    private const int DoNotBlock = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int DuplicateCloseOnExec = 1030;
    private const int FirstFreeDescriptor = 10;
    private const long PidfdOpen = 434;
    private static readonly nint CloseFrom = FindCloseFrom();

    /// <summary>
    /// A pipe between us and a child that is to be started. Both ends are closed in other children and lie above the descriptors we
    /// hand out (0 to 4); ours does not block. (Not a socket pair: there each read wakes the other side, which waits for something else.)
    /// </summary>
    public static unsafe PipeEnds CreatePipe(bool isOurEndRead)
    {
        var pair = stackalloc int[2];
        if (pipe2(pair, CloseOnExec) != 0)
        {
            throw Failed("pipe2");
        }

        var (read, write) = (new OwnedDescriptor(Raise(pair[0])), new OwnedDescriptor(Raise(pair[1])));
        var (ours, theirs) = isOurEndRead ? (read, write) : (write, read);
        _ = fcntl((int)ours.DangerousGetHandle(), SetFlags, DoNotBlock);
        return new PipeEnds(ours, theirs);
    }

    /// <summary>A descriptor that becomes readable by <see cref="Signal"/>.</summary>
    public static OwnedDescriptor CreateEvent() => Own(eventfd(0, CloseOnExec), "eventfd");

    /// <summary>Makes the descriptor of an event readable.</summary>
    public static unsafe void Signal(OwnedDescriptor happening)
    {
        ulong one = 1;
        _ = WriteNow(happening, &one, sizeof(ulong));
    }

    /// <summary>Reads without waiting.</summary>
    /// <returns>The bytes read, 0 at the end, -1 when nothing is there now.</returns>
    /// <exception cref="IOException">The connection is broken.</exception>
    public static unsafe int Read(OwnedDescriptor descriptor, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            nint read;
            do
            {
                read = ReadNow(descriptor, start, (nuint)buffer.Length);
            }
            while (read < 0 && Marshal.GetLastPInvokeError() == Interrupted);
            return Told(read);
        }
    }

    /// <summary>Writes without waiting.</summary>
    /// <returns>The bytes written, -1 when there is no room now.</returns>
    /// <exception cref="IOException">The connection is broken.</exception>
    public static unsafe int Write(OwnedDescriptor descriptor, ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            nint written;
            do
            {
                written = WriteNow(descriptor, start, (nuint)buffer.Length);
            }
            while (written < 0 && Marshal.GetLastPInvokeError() == Interrupted);
            return Told(written);
        }
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

    /// <summary>A descriptor that becomes readable when the process ends.</summary>
    public static OwnedDescriptor OpenPidfd(int pid) => Own((int)syscall(PidfdOpen, pid, 0), "pidfd_open (Linux 5.3 or newer is needed)");

    private static nint FindCloseFrom() =>
        NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "posix_spawn_file_actions_addclosefrom_np", out var found) ? found : 0;

    private static OwnedDescriptor Own(int descriptor, string call) => descriptor >= 0 ? new OwnedDescriptor(descriptor) : throw Failed(call);

    private static SandboxException Failed(string call) => new($"{call}: {Marshal.GetLastPInvokeErrorMessage()}");

    private static int Told(nint result) =>
        result >= 0 ? (int)result : Marshal.GetLastPInvokeError() == TryAgain ? -1 : throw new IOException(Marshal.GetLastPInvokeErrorMessage());

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
    public static partial int kill(int pid, int signal);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int eventfd(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static unsafe partial nint ReadNow(SafeHandle descriptor, void* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint WriteNow(SafeHandle descriptor, void* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int pipe2(int* pair, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc", SetLastError = true)]
    private static partial long syscall(long number, long first, long second);
}

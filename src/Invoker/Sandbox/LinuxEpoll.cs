using System.Runtime.InteropServices;

namespace Triggers.Invoker.Sandbox;

/// <summary>Linux's epoll: https://man7.org/linux/man-pages/man7/epoll.7.html.</summary>
internal static partial class LinuxEpoll
{
    /// <summary>Something can be read.</summary>
    public const uint Readable = 0x001;

    /// <summary>Something can be written.</summary>
    public const uint Writable = 0x004;

    /// <summary>The other side is gone, or broken. Told whether asked for or not.</summary>
    public const uint Gone = 0x008 | 0x010;

    /// <summary>Tell once, until asked again.</summary>
    public const uint Once = 1u << 30;

    /// <summary>Tell of a change, not of a state.</summary>
    public const uint Edge = 1u << 31;

    private const int CloseOnExec = 0x80000;
    private const int AddDescriptor = 1;
    private const int ChangeDescriptor = 3;

    // The kernel packs its structure on x64 and nowhere else.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    /// <summary>Bytes of one event in the buffer of <see cref="Wait"/>.</summary>
    public static int EventSize { get; } = DataOffset + sizeof(long);

    /// <summary>A new instance.</summary>
    public static OwnedDescriptor Create()
    {
        var descriptor = epoll_create1(CloseOnExec);
        return descriptor >= 0 ? new OwnedDescriptor(descriptor) : throw new SandboxException($"epoll_create1: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>Watches a descriptor; <paramref name="id"/> comes back with its events.</summary>
    public static void Add(SafeHandle epoll, SafeHandle descriptor, uint events, long id) => Control(epoll, AddDescriptor, descriptor, events, id);

    /// <summary>Changes what a watched descriptor is watched for.</summary>
    public static void Change(SafeHandle epoll, SafeHandle descriptor, uint events, long id) => Control(epoll, ChangeDescriptor, descriptor, events, id);

    /// <summary>Waits for events.</summary>
    /// <returns>How many there are in the buffer; 0 when a signal came between.</returns>
    public static unsafe int Wait(SafeHandle epoll, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            return Math.Max(epoll_wait(epoll, start, buffer.Length / EventSize, -1), 0);
        }
    }

    /// <summary>Reads one event of the buffer.</summary>
    public static (uint Events, long Id) Read(ReadOnlySpan<byte> buffer, int index)
    {
        var one = buffer[(index * EventSize)..];
        return (MemoryMarshal.Read<uint>(one), MemoryMarshal.Read<long>(one[DataOffset..]));
    }

    private static unsafe void Control(SafeHandle epoll, int operation, SafeHandle descriptor, uint events, long id)
    {
        var one = stackalloc byte[16];
        *(uint*)one = events;
        *(long*)(one + DataOffset) = id;
        if (epoll_ctl(epoll, operation, descriptor, one) != 0)
        {
            throw new SandboxException($"epoll_ctl: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int epoll_ctl(SafeHandle epoll, int operation, SafeHandle descriptor, byte* one);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int epoll_wait(SafeHandle epoll, byte* events, int count, int timeout);
}

using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Triggers.Invoker.Sandbox;

/// <summary>Output that comes over a socket, read without blocking a thread while there is none.</summary>
internal sealed class SocketOutput(Socket socket) : IProcessOutput
{
    /// <inheritdoc/>
    public async ValueTask WaitAsync()
    {
        try
        {
            await socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // TryRead says that nothing will come any more.
        }
    }

    /// <inheritdoc/>
    public unsafe int TryRead(Span<byte> buffer)
    {
        // Not Socket.Receive: while WaitAsync is pending it answers "would block" without looking.
        try
        {
            fixed (byte* start = buffer)
            {
                var read = LinuxNative.recv(socket.SafeHandle, start, (nuint)buffer.Length, LinuxNative.DoNotWait);
                return read > 0 ? (int)read
                    : read < 0 && Marshal.GetLastPInvokeError() is LinuxNative.TryAgain or LinuxNative.Interrupted ? 0
                    : -1;
            }
        }
        catch (ObjectDisposedException)
        {
            return -1;
        }
    }
}

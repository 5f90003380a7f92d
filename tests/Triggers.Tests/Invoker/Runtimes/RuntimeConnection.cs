using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Triggers.Tests.Invoker.Runtimes;

/// <summary>The server's end of the Runtime API, byte by byte as the test wants it.</summary>
internal sealed class RuntimeConnection(Socket socket) : IDisposable
{
    private readonly MemoryStream received = new();
    private int position;

    /// <summary>How many reads the last request took.</summary>
    public int Reads { get; private set; }

    /// <summary>The next request, or null when the other side has hung up.</summary>
    public async Task<RuntimeRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        Reads = 0;
        int end;
        while ((end = Buffered().IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }

        var lines = Encoding.UTF8.GetString(Buffered()[..end]).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        position += end + 4;
        var length = headers.TryGetValue("Content-Length", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        while (Buffered().Length < length)
        {
            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }

        var body = Buffered()[..length].ToArray();
        position += length;
        return new RuntimeRequest(lines[0], headers, body);
    }

    public async Task SendAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent), cancellationToken);
        }
    }

    public void Dispose() => socket.Dispose();

    private ReadOnlySpan<byte> Buffered() => received.GetBuffer().AsSpan(position, (int)received.Length - position);

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[65536];
        var count = 0;
        try
        {
            count = await socket.ReceiveAsync(buffer, cancellationToken);
        }
        catch (SocketException)
        {
            // Reset: hung up with something of ours unread.
        }

        Reads++;
        received.Write(buffer, 0, count);
        return count > 0;
    }
}

using System.Net;
using System.Net.Sockets;

namespace Triggers.EndToEnd.Hosting;

/// <summary>Addresses of this machine that nobody listens on.</summary>
internal static class FreeAddress
{
    /// <summary><c>http://127.0.0.1:{a free port}/</c></summary>
    public static Uri New()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}");
    }
}

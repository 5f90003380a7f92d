using System.Net;
using System.Net.Sockets;

namespace Triggers.Invoker.RuntimeApi;

/// <summary>
/// The Runtime API of one execution environment at a loopback port of its own, for runtimes that are not ours. Who connects here
/// can reach this environment's invocations only.
/// </summary>
internal sealed class RuntimeApiListener : IDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly RuntimeSession session;

    public RuntimeApiListener(RuntimeSession session)
    {
        this.session = session;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _ = AcceptAsync();
    }

    /// <summary>The value of <c>AWS_LAMBDA_RUNTIME_API</c>: <c>127.0.0.1:port</c>.</summary>
    public string Address => listener.LocalEndPoint!.ToString()!;

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket accepted;
            try
            {
                accepted = await listener.AcceptAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }

            accepted.NoDelay = true;
            _ = session.ServeAsync(new NetworkStream(accepted, ownsSocket: true));
        }
    }
}

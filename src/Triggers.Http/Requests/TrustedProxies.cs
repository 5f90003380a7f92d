using System.Net;

namespace Triggers.Http.Requests;

/// <summary>Who the client is: the peer of the connection, or, behind proxies we trust, whom they say they speak for.</summary>
internal sealed class TrustedProxies(IEnumerable<IPNetwork> networks)
{
    private readonly IPNetwork[] networks = [.. networks];

    /// <summary>Reads <c>10.0.0.0/8</c> or a single address.</summary>
    public static bool TryRead(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network))
        {
            return true;
        }

        if (!IPAddress.TryParse(text, out var address))
        {
            return false;
        }

        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }

    /// <summary>True when what this peer says in <c>x-forwarded-*</c> is believed.</summary>
    public bool IsTrusted(IPAddress peer)
    {
        foreach (var network in networks)
        {
            if (network.Contains(peer))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The client's address. Each proxy appends its own peer, so the list is read from the right, past the proxies we trust;
    /// what stands further left could have been written by anyone.
    /// </summary>
    public IPAddress Client(IPAddress peer, string? forwardedFor)
    {
        var client = peer;
        if (forwardedFor is null)
        {
            return client;
        }

        var rest = forwardedFor.AsSpan();
        while (IsTrusted(client) && !rest.IsEmpty)
        {
            var comma = rest.LastIndexOf(',');
            if (!TryReadAddress(rest[(comma + 1)..].Trim(), out var address))
            {
                break;
            }

            client = address;
            rest = comma < 0 ? default : rest[..comma];
        }

        return client;
    }

    private static bool TryReadAddress(ReadOnlySpan<char> text, out IPAddress address)
    {
        if (IPEndPoint.TryParse(text, out var endPoint))
        {
            address = Plain(endPoint.Address);
            return true;
        }

        address = IPAddress.None;
        return false;
    }

    /// <summary>IPv4 as IPv4, also when it came through an IPv6 socket.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}

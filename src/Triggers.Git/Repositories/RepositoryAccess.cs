using System.Net;

namespace Triggers.Git.Repositories;

/// <summary>What proves that a delivery is a repository's.</summary>
internal sealed class RepositoryAccess
{
    private readonly IPNetwork[] networks;
    private readonly string[] fullNames;

    /// <summary>Reads the settings, which have been checked, and the files they name.</summary>
    public RepositoryAccess(GitRepositoryOptions options)
    {
        Secrets = [.. options.Secrets.Concat(options.SecretFiles.Select(GitRepositoryOptions.ReadSecret).OfType<string>()).Select(text => new WebhookSecret(text))];
        networks = [.. options.AllowedAddresses.Select(GitRepositoryOptions.ReadNetwork).OfType<IPNetwork>()];
        fullNames = [.. options.FullNames];
    }

    /// <summary>The secrets; with one or more, a delivery must be signed by one.</summary>
    public IReadOnlyList<WebhookSecret> Secrets { get; }

    /// <summary>Whether deliveries may come from an address. Without secrets only named addresses may send.</summary>
    public bool IsAllowed(IPAddress? address)
    {
        if (networks.Length == 0)
        {
            return Secrets.Count > 0;
        }

        var peer = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return peer is not null && networks.Any(network => network.BaseAddress.AddressFamily == peer.AddressFamily && network.Contains(peer));
    }

    /// <summary>Whether a host's name of a repository is this one's.</summary>
    public bool IsNamed(string name, string fullName) => fullNames.Length == 0
        ? RepositoryNames.IsSame(name, fullName)
        : fullNames.Contains(fullName, StringComparer.OrdinalIgnoreCase);
}

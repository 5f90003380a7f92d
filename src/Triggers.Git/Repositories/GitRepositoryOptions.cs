using System.Net;

namespace Triggers.Git.Repositories;

/// <summary>Who may say what happened in a repository, and where it can be read: <c>Git:Repositories:NAME</c>.</summary>
public sealed class GitRepositoryOptions
{
    /// <summary>Secrets of its webhooks and hooks. Any of them proves a delivery, so that one can follow the other.</summary>
    public IList<string> Secrets { get; } = [];

    /// <summary>Files with one secret each, read at start; for secrets that are mounted.</summary>
    public IList<string> SecretFiles { get; } = [];

    /// <summary>Addresses and networks that deliveries may come from; for hosts that sign nothing. Default: all, if there is a secret.</summary>
    public IList<string> AllowedAddresses { get; } = [];

    /// <summary>
    /// What the hosts call it (<c>owner/name</c>). Default: anything that ends in <c>/NAME</c>, or is NAME with dots in place of the slashes.
    /// </summary>
    public IList<string> FullNames { get; } = [];

    /// <summary>An address that <c>git ls-remote</c> can read; with one, what no delivery told is found by asking.</summary>
    public string? ReadUrl { get; set; }

    /// <summary>What is wrong with these settings.</summary>
    internal IEnumerable<string> Problems(string name)
    {
        var section = $"Git:Repositories:{name}";
        if (!RepositoryNames.IsName(name))
        {
            yield return $"{section} must be named by 1 to 100 letters, digits, '.', '_' and '-', was '{name}'.";
        }

        if (Secrets.Any(string.IsNullOrEmpty))
        {
            yield return $"{section}:Secrets must hold no empty secret.";
        }

        foreach (var file in SecretFiles.Where(file => ReadSecret(file) is null))
        {
            yield return $"{section}:SecretFiles must name files with a secret in them, '{file}' is none that can be read.";
        }

        foreach (var network in AllowedAddresses.Where(network => ReadNetwork(network) is null))
        {
            yield return $"{section}:AllowedAddresses must be addresses or networks like 10.0.0.0/8, was '{network}'.";
        }

        if (Secrets.Count + SecretFiles.Count + AllowedAddresses.Count == 0 && string.IsNullOrEmpty(ReadUrl))
        {
            yield return $"{section} needs Secrets, SecretFiles, AllowedAddresses or a ReadUrl: nothing else can say what happens in it.";
        }

        if (ReadUrl is not null && (ReadUrl.Length == 0 || ReadUrl[0] == '-' || ReadUrl.Any(char.IsControl)))
        {
            yield return $"{section}:ReadUrl must be an address that git can read.";
        }
    }

    /// <summary>The secret in a file, without the line's end; null when there is none.</summary>
    internal static string? ReadSecret(string file)
    {
        try
        {
            var text = File.ReadAllText(file).TrimEnd('\r', '\n');
            return text.Length > 0 ? text : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>An address or network, or null.</summary>
    internal static IPNetwork? ReadNetwork(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}

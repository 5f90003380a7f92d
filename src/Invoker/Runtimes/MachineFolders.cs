namespace Triggers.Invoker.Runtimes;

/// <summary>Where programs are on this machine, whatever the PATH of the one who started us.</summary>
internal static class MachineFolders
{
    /// <summary>This process's PATH, then the usual folders, then those where whole distributions are put.</summary>
    public static string SearchPath() => string.Join(
        Path.PathSeparator,
        new[] { Environment.GetEnvironmentVariable("PATH") ?? "", "/usr/local/bin", "/usr/bin", "/bin" }
            .Concat(Programs("/opt"))
            .Concat(Programs("/usr/local/n/versions/node")));

    private static IEnumerable<string> Programs(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(each => Path.Combine(each, "bin")) : [];
}

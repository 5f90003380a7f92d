namespace Triggers.EndToEnd;

/// <summary>Where the checkout and its built programs are.</summary>
internal static class Repository
{
    /// <summary>The checkout's folder.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The <c>triggers</c> program, built in the same configuration as these tests.</summary>
    public static string HostProgram { get; } = Path.Combine(
        Root, "src", "Triggers.Host", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "triggers.dll");

    /// <summary>A file beside these tests, by its path in the project.</summary>
    public static string TestFile(params string[] path) => Path.Combine([AppContext.BaseDirectory, .. path]);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Triggers.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("These tests are not in a checkout."));
}

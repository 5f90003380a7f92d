using Triggers.EndToEnd.Processes;

namespace Triggers.EndToEnd.Clients;

/// <summary>npm packages in pinned versions, installed once into the user's cache: one of them is compiled at its installation.</summary>
internal static class NpmPackage
{
    /// <summary>AWS's SDK. Apache-2.0.</summary>
    public const string LambdaClient = "@aws-sdk/client-lambda@3.1164.0";

    /// <summary>AWS's own runtime interface client. Apache-2.0.</summary>
    public const string RuntimeInterfaceClient = "aws-lambda-ric@4.0.2";

    // Compiling takes 40 s on an idle machine; on a busy one much more.
    private static readonly TimeSpan LongestInstallation = TimeSpan.FromMinutes(20);

    /// <summary>The folder whose <c>node_modules</c> holds the package.</summary>
    public static async Task<string> InstallAsync(string package)
    {
        await Tool.RequireAsync("npm", "--version", "npm");
        var cache = Path.Combine(Cache, "npm");
        var folder = Path.Combine(cache, package.Replace('/', '_'));
        if (Directory.Exists(folder))
        {
            return folder;
        }

        // Beside its place, then there at once: a run that is stopped leaves nothing that looks complete.
        Directory.CreateDirectory(cache);
        var incoming = Path.Combine(cache, $".incoming-{Guid.NewGuid():N}");
        Directory.CreateDirectory(incoming);
        try
        {
            (await Tool.RunAsync("npm", ["install", "--prefix", incoming, "--no-audit", "--no-fund", "--loglevel=error", package], longest: LongestInstallation)).Succeeded();
            Directory.Move(incoming, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another run was quicker.
        }
        finally
        {
            if (Directory.Exists(incoming))
            {
                Directory.Delete(incoming, recursive: true);
            }
        }

        return folder;
    }

    private static string Cache => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "triggers-tests");
}

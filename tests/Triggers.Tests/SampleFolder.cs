namespace Triggers.Tests;

/// <summary>The optional samples beside the repository.</summary>
internal static class SampleFolder
{
    /// <summary>Why a test has nothing to do.</summary>
    public const string Missing = "shared/samples is not here";

    /// <summary>A folder of samples, or null.</summary>
    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            // The root of the repository is where the solution is; its sibling may hold the samples.
            if (File.Exists(Path.Combine(folder.FullName, "Triggers.sln")))
            {
                var samples = Path.Combine(folder.FullName, "..", "shared", "samples", name);
                return Directory.Exists(samples) ? samples : null;
            }
        }

        return null;
    }
}

namespace Triggers.Invoker.Environments;

/// <summary>Temporary folders of execution environments: one each, gone when it ends; leftovers of a crash go at the next start.</summary>
internal sealed class EnvironmentFolder
{
    private readonly string root;

    /// <summary>Makes the folder empty.</summary>
    public EnvironmentFolder(string root)
    {
        this.root = root;
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }

        Directory.CreateDirectory(root);
    }

    /// <summary>A new folder for an environment, noted in it.</summary>
    public string Create(ExecutionEnvironment environment)
    {
        var path = Path.Combine(root, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(path);
        environment.TemporaryFolder = path;
        return path;
    }

    /// <summary>Deletes an environment's folder.</summary>
    public static void Delete(string? path)
    {
        try
        {
            if (path is not null)
            {
                Directory.Delete(path, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A child that left the group still writes there; the folder goes at the next start.
        }
    }
}

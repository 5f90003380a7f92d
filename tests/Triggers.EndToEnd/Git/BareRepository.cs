using Triggers.EndToEnd.Hosting;
using Triggers.EndToEnd.Processes;

namespace Triggers.EndToEnd.Git;

/// <summary>A bare repository and a clone that pushes to it.</summary>
internal sealed class BareRepository
{
    private static readonly IReadOnlyDictionary<string, string?> Environment = new Dictionary<string, string?>
    {
        ["GIT_AUTHOR_NAME"] = "Ada",
        ["GIT_AUTHOR_EMAIL"] = "ada@example.org",
        ["GIT_COMMITTER_NAME"] = "Ada",
        ["GIT_COMMITTER_EMAIL"] = "ada@example.org",
        ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        ["REMOTE_USER"] = "ada l",
    };

    private readonly string clone;

    private BareRepository(string folder) => (Path, clone) = (System.IO.Path.Combine(folder, "repo.git"), System.IO.Path.Combine(folder, "clone"));

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>An address for the gateway that stays when the gateway is started again.</summary>
    public Uri Gateway { get; } = FreeAddress.New();

    /// <summary>Makes both, the branch of the clone being <c>main</c>.</summary>
    public static async Task<BareRepository> CreateAsync(string folder)
    {
        var repository = new BareRepository(folder);
        (await Tool.RunAsync("git", ["init", "-q", "--bare", "-b", "main", repository.Path], Environment)).Succeeded();
        (await Tool.RunAsync("git", ["init", "-q", "-b", "main", repository.clone], Environment)).Succeeded();
        await repository.GitAsync("remote", "add", "origin", repository.Path);
        return repository;
    }

    /// <summary>Installs our hook with the secret of <see cref="GitProject"/>.</summary>
    public async Task InstallHookAsync(string name = "repo")
    {
        var secret = Path + ".secret";
        await File.WriteAllTextAsync(secret, GitProject.Secret + "\n", TestContext.Current.CancellationToken);
        var installed = await Tool.RunAsync(
            "dotnet", [Repository.HostProgram, "git", "hook", "install", Path, "--url", Gateway.GetLeftPart(UriPartial.Authority), "--repository", name, "--secret-file", secret]);
        Assert.Equal(installed.Succeeded(), await File.ReadAllTextAsync(System.IO.Path.Combine(Path, "hooks", "post-receive"), TestContext.Current.CancellationToken));
    }

    /// <summary>Runs git in the clone.</summary>
    public async Task<string> GitAsync(params string[] arguments) =>
        (await Tool.RunAsync("git", ["-C", clone, .. arguments], Environment)).Succeeded().Trim();

    /// <summary>Makes a commit, and gives its id.</summary>
    public async Task<string> CommitAsync(string message)
    {
        await GitAsync("commit", "-q", "--allow-empty", "-m", message);
        return await GitAsync("rev-parse", "HEAD");
    }
}

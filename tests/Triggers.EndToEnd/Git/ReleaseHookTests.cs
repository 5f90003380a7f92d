using Triggers.EndToEnd.Hosting;

namespace Triggers.EndToEnd.Git;

/// <summary>The example <c>release-hook</c>, run to its output.</summary>
public sealed class ReleaseHookTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("triggers-e2e-release-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_tag_makes_a_file_of_release_notes()
    {
        var example = Path.Combine(Repository.Root, "examples", "release-hook");
        File.Copy(Path.Combine(example, "template.yaml"), Path.Combine(folder, "template.yaml"));
        Directory.CreateDirectory(Path.Combine(folder, "notes"));
        File.Copy(Path.Combine(example, "notes", "app.py"), Path.Combine(folder, "notes", "app.py"));
        var repository = await BareRepository.CreateAsync(folder);
        await repository.InstallHookAsync("project");
        var releases = Path.Combine(folder, "releases");
        await using var host = await RunningHost.StartAsync(
            folder, $"--Git:Url={repository.Gateway.GetLeftPart(UriPartial.Authority)}", $"--Git:Repositories:project:Secrets:0={GitProject.Secret}",
            "--parameter", $"Repository={repository.Path}", "--parameter", $"Releases={releases}");

        await repository.CommitAsync("Walks");
        await ReleaseAsync("v1.0");
        await repository.CommitAsync("Runs");
        await repository.CommitAsync("Jumps");
        await repository.GitAsync("tag", "nightly");
        await repository.GitAsync("push", "-q", "origin", "nightly");
        await ReleaseAsync("v1.1");

        Assert.Equal(["v1.0.md", "v1.1.md"], Directory.GetFiles(releases).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Matches(
            @"\A# v1\.1\n\nReleased \d{4}-\d\d-\d\d since v1\.0\.\n\n- Jumps \(Ada, [0-9a-f]+\)\n- Runs \(Ada, [0-9a-f]+\)\n\z",
            await File.ReadAllTextAsync(Path.Combine(releases, "v1.1.md"), TestContext.Current.CancellationToken));

        async Task ReleaseAsync(string tag)
        {
            await repository.GitAsync("tag", "-a", "-m", tag, tag);
            await repository.GitAsync("push", "-q", "origin", "main", tag);
            await Until.TrueAsync(() => Task.FromResult(File.Exists(Path.Combine(releases, $"{tag}.md"))), TimeSpan.FromSeconds(60), () => host.Output);
        }
    }
}

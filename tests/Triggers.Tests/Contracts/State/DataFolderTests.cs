using System.Diagnostics;
using System.Globalization;
using Triggers.Contracts.Hosting;
using Triggers.Contracts.State;

namespace Triggers.Tests.Contracts.State;

public sealed class DataFolderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("triggers-data-").FullName;

    [Fact]
    public void Is_made_with_a_gitignore_that_hides_all_of_it()
    {
        using var data = DataFolder.Open(Path.Combine(root, "a", "b"));
        Assert.Equal("*\n", File.ReadAllText(Path.Combine(data.Path, ".gitignore")));
        Assert.Equal(Path.Combine(root, "a", "b", "code", "x"), data.PathOf("code", "x"));
    }

    [Fact]
    public void Refuses_a_folder_that_is_in_use_and_says_by_whom_and_what_to_set()
    {
        using var first = DataFolder.Open(root);
        var refusal = Assert.Throws<SettingException>(() => DataFolder.Open(root));
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"The data folder {root} is in use by process {Environment.ProcessId}. Stop that process, or set Data:Path (--data) to another folder for this one."),
            refusal.Message);
    }

    [Fact]
    public void Is_free_again_when_its_holder_gave_it_back()
    {
        DataFolder.Open(root).Dispose();
        DataFolder.Open(root).Dispose();
    }

    [Fact]
    public void Is_not_held_by_the_files_a_dead_process_left()
    {
        File.WriteAllText(Path.Combine(root, "lock"), "");
        File.WriteAllText(Path.Combine(root, "lock.pid"), "4242");
        DataFolder.Open(root).Dispose();
    }

    [Fact]
    public async Task Is_free_again_when_its_holder_was_killed()
    {
        // The lock of the operating system is what counts, so any holder will do: flock(1) takes the same one.
        if (!File.Exists("/usr/bin/flock"))
        {
            Assert.Skip("flock is not here");
        }

        var locked = Path.Combine(root, "lock");
        File.WriteAllText(locked, "");
        using var holder = Process.Start(new ProcessStartInfo("/usr/bin/flock", [locked, "sh", "-c", "echo held; exec sleep 60"]) { RedirectStandardOutput = true })!;
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        var refusal = Assert.Throws<SettingException>(() => DataFolder.Open(root));
        Assert.Contains("is in use by another process", refusal.Message, StringComparison.Ordinal);

        holder.Kill(entireProcessTree: true);
        await holder.WaitForExitAsync(TestContext.Current.CancellationToken);
        await holder.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        DataFolder.Open(root).Dispose();
    }

    [Fact]
    public void Refuses_a_path_that_cannot_be_a_folder()
    {
        var file = Path.Combine(root, "file");
        File.WriteAllText(file, "");
        var path = Path.Combine(file, "data");
        var refusal = Assert.Throws<SettingException>(() => DataFolder.Open(path));
        Assert.StartsWith($"The data folder {path} cannot be written (", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("Set Data:Path (--data) to a folder that this user may write.", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}

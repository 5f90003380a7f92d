using Microsoft.Extensions.Logging.Abstractions;
using Triggers.Invoker.Packaging;

namespace Triggers.Tests.Invoker.Packaging;

public sealed class ZipBuilderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("triggers-build-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Makes_the_same_package_of_the_same_content_and_another_of_another()
    {
        var one = Write("one", ("app.py", "1"), ("lib/x.py", "2"), ("lib/b.py", "3"));
        var two = Write("two", ("lib/b.py", "3"), ("lib/x.py", "2"), ("app.py", "1"));
        File.SetLastWriteTimeUtc(Path.Combine(two, "app.py"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var package = await ZipBuilder.FromFolderAsync(one, Cancellation);
        Assert.Equal(package.Sha256, (await ZipBuilder.FromFolderAsync(two, Cancellation)).Sha256);
        await File.WriteAllTextAsync(Path.Combine(two, "app.py"), "changed", Cancellation);
        Assert.NotEqual(package.Sha256, (await ZipBuilder.FromFolderAsync(two, Cancellation)).Sha256);
    }

    [Fact]
    public async Task Makes_what_the_store_unpacks_to_the_same_files_modes_and_links()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes");
        var source = Write("source", ("app.py", "print('å')"), ("bin/run", "#!/bin/sh"), ("empty", ""));
        SetExecutable(Path.Combine(source, "bin/run"));
        File.CreateSymbolicLink(Path.Combine(source, "bin/link"), "../app.py");
        File.CreateSymbolicLink(Path.Combine(source, "absolute"), Path.Combine(source, "bin"));
        var package = await ZipBuilder.FromFolderAsync(source, Cancellation);

        var store = new CodeStore(Path.Combine(root, "store"), TimeProvider.System, NullLogger<CodeStore>.Instance);
        var added = await store.AddAsync(new MemoryStream(package.Zip.ToArray()), Cancellation);
        Assert.Equal(package.Sha256, added.Sha256);
        var unpacked = store.FolderOf(added.Sha256);
        Assert.Equal(
            ["absolute -> bin", "app.py 644 print('å')", "bin", "bin/link -> ../app.py", "bin/run 755 #!/bin/sh", "empty 644 "],
            Walk(new DirectoryInfo(unpacked)).Select(info => Print(unpacked, info)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Leaves_out_repositories_caches_and_our_own_data()
    {
        var wanted = Write("wanted", ("app.py", "1"), ("node_modules/m/index.js", "2"), (".env", "3"));
        var full = Write(
            "full", ("app.py", "1"), ("node_modules/m/index.js", "2"), (".env", "3"), (".git/HEAD", "x"), ("sub/.git", "gitdir: x"), ("__pycache__/app.pyc", "x"),
            ("lib/__pycache__/y.pyc", "x"), (".triggers/state.db", "x"), ("node_modules/.cache/x", "x"));
        Assert.Equal((await ZipBuilder.FromFolderAsync(wanted, Cancellation)).Sha256, (await ZipBuilder.FromFolderAsync(full, Cancellation)).Sha256);
    }

    [Theory]
    [InlineData("/etc/hosts")]
    [InlineData("../outside")]
    [InlineData("sub/../../outside")]
    public async Task Refuses_a_link_that_leads_out_and_names_it(string target)
    {
        var folder = Write("f", ("app.py", "1"), ("sub/x", "2"));
        File.CreateSymbolicLink(Path.Combine(folder, "link"), target);
        var refusal = await Assert.ThrowsAsync<PackageException>(() => ZipBuilder.FromFolderAsync(folder, Cancellation));
        Assert.Equal($"The link {folder}/link leads out of the code folder ({target}). Put a copy of what it leads to in its place.", refusal.Message);
    }

    [Fact]
    public async Task Refuses_a_folder_that_is_not_there_or_empty()
    {
        var missing = Path.Combine(root, "missing");
        Assert.Equal($"There is no code folder {missing}.", (await Assert.ThrowsAsync<PackageException>(() => ZipBuilder.FromFolderAsync(missing, Cancellation))).Message);
        var empty = Directory.CreateDirectory(Path.Combine(root, "empty")).FullName;
        Assert.Equal($"The code folder {empty} is empty.", (await Assert.ThrowsAsync<PackageException>(() => ZipBuilder.FromFolderAsync(empty, Cancellation))).Message);
    }

    [Fact]
    public async Task Refuses_a_folder_over_250_MB_without_reading_its_files()
    {
        var folder = Write("f", ("app.py", "1"));
        using (var large = File.Create(Path.Combine(folder, "large")))
        {
            large.SetLength(262_144_000);
        }

        var refusal = await Assert.ThrowsAsync<PackageException>(() => ZipBuilder.FromFolderAsync(folder, Cancellation));
        Assert.Equal($"The code folder {folder} is too large: a package holds less than 250 MB and at most 100000 files.", refusal.Message);
    }

    [Fact]
    public async Task Refuses_a_name_that_no_package_may_hold()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names");
        var folder = Write("f", ("a\\b", "1"));
        var refusal = await Assert.ThrowsAsync<PackageException>(() => ZipBuilder.FromFolderAsync(folder, Cancellation));
        Assert.Equal($"The code folder {folder} cannot be packed. The entry 'a\\b' contains a backslash.", refusal.Message);
    }

    [Theory]
    [InlineData("python3.13", "index.py")]
    [InlineData("nodejs22.x", "index.js")]
    public async Task Makes_the_file_of_inline_code_that_CloudFormation_makes(string runtime, string name)
    {
        var package = ZipBuilder.FromInlineCode(runtime, "code å");
        var store = new CodeStore(Path.Combine(root, "store"), TimeProvider.System, NullLogger<CodeStore>.Instance);
        var folder = store.FolderOf((await store.AddAsync(new MemoryStream(package.Zip.ToArray()), Cancellation)).Sha256);
        Assert.Equal([Path.Combine(folder, name)], Directory.GetFileSystemEntries(folder));
        Assert.Equal("code å", await File.ReadAllTextAsync(Path.Combine(folder, name), Cancellation));
        Assert.Equal(package.Sha256, ZipBuilder.FromInlineCode(runtime, "code å").Sha256);
    }

    [Fact]
    public void Refuses_inline_code_of_other_runtimes() => Assert.Equal(
        "Inline code is for Python and Node.js; the runtime provided.al2023 needs a folder or a zip file.",
        Assert.Throws<PackageException>(() => ZipBuilder.FromInlineCode("provided.al2023", "x")).Message);

    public void Dispose() => Directory.Delete(root, recursive: true);

    private string Write(string name, params (string Path, string Content)[] files)
    {
        var folder = Path.Combine(root, name);
        foreach (var (path, content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.WriteAllText(Path.Combine(folder, path), content);
        }

        return folder;
    }

    private static IEnumerable<FileSystemInfo> Walk(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos().SelectMany(info => info is DirectoryInfo { LinkTarget: null } inner ? Walk(inner).Prepend(info) : [info]);

    private static string Print(string folder, FileSystemInfo info)
    {
        var path = Path.GetRelativePath(folder, info.FullName);
        if (info.LinkTarget is not null)
        {
            return $"{path} -> {info.LinkTarget}";
        }

        return info is FileInfo && !OperatingSystem.IsWindows() ? $"{path} {Convert.ToString((int)info.UnixFileMode, 8)} {File.ReadAllText(info.FullName)}" : path;
    }

    private static void SetExecutable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
        }
    }
}

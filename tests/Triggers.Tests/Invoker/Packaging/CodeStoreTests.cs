using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Triggers.Contracts;
using Triggers.Invoker.Packaging;

namespace Triggers.Tests.Invoker.Packaging;

public sealed class CodeStoreTests : IDisposable
{
    private const string NoZip = "Could not unzip uploaded file. Please check your file, then try to upload again.";

    private readonly string root = Directory.CreateTempSubdirectory("triggers-code-").FullName;
    private readonly FakeTimeProvider time = new();
    private readonly CodeStore store;

    public CodeStoreTests() => store = Open();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(root, "code");

    private CodeStore Open() => new(Folder, time, NullLogger<CodeStore>.Instance);

    [Fact]
    public async Task Unpacks_a_package_and_keeps_it_as_it_was_uploaded()
    {
        var zip = new ZipBytes().Add("app.py", "print()").Add("lib/", "").Add("lib/deep/x.txt", "hej å").Add("./dot/y", "1").ToArray();
        var package = await store.AddAsync(new MemoryStream(zip), Cancellation);
        Assert.Equal(new CodePackage(Convert.ToHexStringLower(SHA256.HashData(zip)), zip.Length), package);
        Assert.Equal(["app.py=print()", "dot/y=1", "lib/deep/x.txt=hej å"], Read(store.FolderOf(package.Sha256)));
        Assert.Equal(zip, await File.ReadAllBytesAsync(store.ZipPathOf(package.Sha256), Cancellation));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(Folder, "incoming")));
    }

    [Fact]
    public async Task Takes_what_the_zip_program_of_another_library_writes()
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("index.js").Open();
            entry.Write("exports.handler = 1"u8);
        }

        stream.Position = 0;
        var package = await store.AddAsync(stream, Cancellation);
        Assert.Equal(["index.js=exports.handler = 1"], Read(store.FolderOf(package.Sha256)));
    }

    [Fact]
    public async Task Keeps_executable_bits_and_nothing_that_others_could_write_or_that_sets_a_user()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes");
        var zip = new ZipBytes()
            .Add("bootstrap", mode: ZipBytes.Regular | 0x1FF | 0xE00).Add("private", mode: ZipBytes.Regular | 0x180).Add("plain").Add("d/e", mode: ZipBytes.Regular | 0x1A4);
        var folder = store.FolderOf((await store.AddAsync(zip.ToStream(), Cancellation)).Sha256);
        Assert.Equal("755", Mode("bootstrap"));
        Assert.Equal("644", Mode("private"));
        Assert.Equal("644", Mode("plain"));
        Assert.Equal("644", Mode("d/e"));
        Assert.Equal("755", Mode("d"));
        Assert.Equal("755", Mode(""));

        string Mode(string path) => OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(Path.Combine(folder, path)), 8);
    }

    [Fact]
    public async Task Keeps_the_time_of_a_file_because_compiled_Python_is_valid_for_it_only()
    {
        var folder = store.FolderOf((await store.AddAsync(new ZipBytes().Add("a.py").ToStream(), Cancellation)).Sha256);
        Assert.Equal(new DateTime(1980, 1, 1, 0, 0, 0, DateTimeKind.Utc), File.GetLastWriteTimeUtc(Path.Combine(folder, "a.py")));
    }

    [Fact]
    public async Task Keeps_links_that_stay_inside()
    {
        var zip = new ZipBytes()
            .Add("lib/real.so", "elf").Add("lib/alias.so", "real.so", ZipBytes.Link | 0x1FF).Add("up", "lib/../lib/real.so", ZipBytes.Link).Add("dangling", "nowhere", ZipBytes.Link);
        var folder = store.FolderOf((await store.AddAsync(zip.ToStream(), Cancellation)).Sha256);
        Assert.Equal("real.so", new FileInfo(Path.Combine(folder, "lib/alias.so")).LinkTarget);
        Assert.Equal("elf", await File.ReadAllTextAsync(Path.Combine(folder, "up"), Cancellation));
    }

    public static TheoryData<string> EvilNames =>
    [
        "../evil", "a/../../evil", "a/..", "..", "/evil", "//evil", "\\evil", "..\\evil", "a\\b", "C:evil", "c:/evil", "", ".", "a\0b", "a\nb",
        new string('n', 256), string.Join('/', Enumerable.Repeat("d", 1500)),
    ];

    [Theory]
    [MemberData(nameof(EvilNames))]
    public async Task Refuses_a_name_that_could_lead_out(string name) => await RefusesAsync(new ZipBytes().Add("ok", "1").Add(name, "evil"));

    public static TheoryData<string, string> EvilLinks => new()
    {
        { "l", "/etc/passwd" }, { "l", ".." }, { "l", "../x" }, { "a/l", "../../x" }, { "l", "a/../../x" }, { "l", "" }, { "l", "l" }, { "l", "C:\\x" }, { "l", "..\\x" },
        { "l", new string('t', 5000) },
    };

    [Theory]
    [MemberData(nameof(EvilLinks))]
    public async Task Refuses_a_link_that_leads_out(string name, string target) =>
        await RefusesAsync(new ZipBytes().Add("a/b", "1").Add(name, target, ZipBytes.Link));

    [Fact]
    public async Task Refuses_a_link_that_leads_out_only_by_way_of_another() =>
        await RefusesAsync(new ZipBytes().Add("p/q/f", "1").Add("p/q/root", "../..", ZipBytes.Link).Add("l", "p/q/root/..", ZipBytes.Link));

    [Fact]
    public async Task Refuses_links_that_go_round() =>
        await RefusesAsync(new ZipBytes().Add("f", "1").Add("a", "b", ZipBytes.Link).Add("b", "a", ZipBytes.Link));

    [Fact]
    public async Task Refuses_a_file_below_a_link() =>
        await RefusesAsync(new ZipBytes().Add("f", "1").Add("l", "d", ZipBytes.Link).Add("l/evil", "1"));

    [Theory]
    [InlineData(ZipBytes.Fifo)]
    [InlineData(ZipBytes.Device)]
    [InlineData(0xC000)]
    [InlineData(0x6000)]
    public async Task Refuses_pipes_sockets_and_devices(int mode) => await RefusesAsync(new ZipBytes().Add("ok", "1").Add("x", "", mode));

    [Fact]
    public async Task Refuses_the_same_file_twice() => await RefusesAsync(new ZipBytes().Add("a", "1").Add("./a", "2"));

    [Fact]
    public async Task Refuses_a_name_that_is_a_file_and_a_folder() => await RefusesAsync(new ZipBytes().Add("a/b", "1").Add("a", "2"));

    [Fact]
    public async Task Refuses_an_encrypted_entry() => await RefusesAsync(new ZipBytes().Add("a", "1", flags: 0x801));

    [Fact]
    public async Task Refuses_a_damaged_entry() => await RefusesAsync(new ZipBytes().Add("a", "abc", crc: 12345));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(5000)]
    public async Task Refuses_what_is_no_zip(int length) => await RefusesAsync(new MemoryStream(RandomNumberGenerator.GetBytes(length)), NoZip);

    [Fact]
    public async Task Refuses_a_zip_that_was_cut_off()
    {
        var zip = new ZipBytes().Add("a", new string('a', 3000)).Add("b", "2").ToArray();
        for (var length = 0; length < zip.Length; length += 7)
        {
            await RefusesAsync(new MemoryStream(zip, 0, length), NoZip);
        }
    }

    [Fact]
    public async Task Refuses_an_empty_zip()
    {
        await RefusesAsync(new ZipBytes().ToStream(), "Uploaded file must be a non-empty zip");
        await RefusesAsync(new ZipBytes().Add("d/", "").ToStream(), "Uploaded file must be a non-empty zip");
    }

    [Fact]
    public async Task Stops_a_zip_bomb_on_the_way_whatever_it_claims()
    {
        // 300 MB of zeros in about 1 MB.
        var zeros = new byte[50_000_000];
        var zip = new ZipBytes();
        for (var part = 0; part < 6; part++)
        {
            zip.Add(Encoding.UTF8.GetBytes($"part{part}"), zeros);
        }

        await RefusesAsync(zip.ToStream(), "Unzipped size must be smaller than 262144000 bytes");
    }

    [Fact]
    public async Task Refuses_an_entry_that_is_larger_than_it_claims() => await RefusesAsync(new ZipBytes().Add("a", new string('0', 100_000), claimedSize: 1));

    [Fact]
    public async Task Refuses_a_package_over_50_MB_before_reading_all_of_it()
    {
        var endless = new EndlessStream();
        var refusal = await Assert.ThrowsAsync<LambdaException>(() => store.AddAsync(endless, Cancellation));
        Assert.Equal((LambdaErrors.RequestTooLarge, "Zipped size must be smaller than 52428800 bytes"), (refusal.Error, refusal.Message));
        Assert.InRange(endless.Given, 52_428_801, 53_000_000);
        AssertNothingLeft();
    }

    [Fact]
    public async Task Refuses_a_package_that_is_not_the_announced_one()
    {
        var refusal = await Assert.ThrowsAsync<LambdaException>(() => store.AddAsync(new ZipBytes().Add("a").ToStream(), new string('0', 64), Cancellation));
        Assert.StartsWith("The package's SHA-256 is ", refusal.Message, StringComparison.Ordinal);
        AssertNothingLeft();
    }

    [Fact]
    public async Task Unpacks_the_same_package_once_however_often_it_comes()
    {
        var zip = new ZipBytes().Add("a", "1").ToArray();
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.AddAsync(new MemoryStream(zip), Cancellation))));
        Assert.Single(all.Distinct());
        Assert.Equal(["a=1"], Read(store.FolderOf(all[0].Sha256)));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(Folder, "incoming")));
    }

    [Fact]
    public async Task Has_its_packages_after_a_restart_and_nothing_that_was_half_done()
    {
        var package = await store.AddAsync(new ZipBytes().Add("a", "1").ToStream(), Cancellation);
        Directory.CreateDirectory(Path.Combine(Folder, "incoming", "half"));
        await File.WriteAllTextAsync(Path.Combine(Folder, "incoming", "half.zip"), "", Cancellation);
        var again = Open();
        Assert.Equal(package, again.Find(package.Sha256));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(Folder, "incoming")));
    }

    [Fact]
    public async Task Removes_a_package_that_nothing_uses_once_its_grace_is_over()
    {
        var used = await store.AddAsync(new ZipBytes().Add("a", "1").ToStream(), Cancellation);
        var unused = await store.AddAsync(new ZipBytes().Add("a", "2").ToStream(), Cancellation);
        time.Advance(CodeStore.Grace - TimeSpan.FromSeconds(1));
        await store.CollectAsync(new HashSet<string> { used.Sha256 });
        Assert.NotNull(store.FolderOf(unused.Sha256));
        time.Advance(TimeSpan.FromSeconds(1));
        await store.CollectAsync(new HashSet<string> { used.Sha256 });
        Assert.Null(store.Find(unused.Sha256));
        Assert.Equal([used.Sha256, used.Sha256 + ".zip", "incoming"], Directory.GetFileSystemEntries(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await store.CollectAsync(new HashSet<string>());
        Assert.NotNull(store.Find(used.Sha256));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public void Has_no_folder_for_what_is_no_hash_of_a_package(string sha256)
    {
        Assert.Equal(LambdaErrors.InvalidZipFile, Assert.Throws<LambdaException>(() => store.FolderOf(sha256)).Error);
        Assert.Equal(LambdaErrors.InvalidZipFile, Assert.Throws<LambdaException>(() => store.ZipPathOf(sha256)).Error);
        Assert.Null(store.Find(sha256));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private Task RefusesAsync(ZipBytes zip) => RefusesAsync(zip.ToStream(), NoZip);

    private async Task RefusesAsync(Stream zip, string message)
    {
        var refusal = await Assert.ThrowsAsync<LambdaException>(() => store.AddAsync(zip, Cancellation));
        Assert.Equal((LambdaErrors.InvalidParameterValue, message), (refusal.Error, refusal.Message));
        AssertNothingLeft();
    }

    private void AssertNothingLeft()
    {
        Assert.Equal([Folder], Directory.GetFileSystemEntries(root));
        Assert.Equal([Path.Combine(Folder, "incoming")], Directory.GetFileSystemEntries(root, "*", SearchOption.AllDirectories).Where(path => path != Folder));
    }

    private static IEnumerable<string> Read(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => $"{Path.GetRelativePath(folder, path)}={File.ReadAllText(path)}")
            .Order(StringComparer.Ordinal);
}

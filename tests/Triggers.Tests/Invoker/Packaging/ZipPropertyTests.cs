using System.IO.Enumeration;
using System.Text;
using CsCheck;
using Triggers.Contracts;
using Triggers.Invoker.Packaging;

namespace Triggers.Tests.Invoker.Packaging;

public sealed class ZipPropertyTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("triggers-zip-").FullName;
    private int number;

    /// <summary>Names out of the pieces that matter, and any bytes at all.</summary>
    private static readonly Gen<byte[]> Names = Gen.Frequency(
        (8, Gen.OneOf("..", ".", "", "a", "b", "l", "C:", "\\", "..\\", "\0", "é", "CON", " ").Array[1, 6].Select(parts => Encoding.UTF8.GetBytes(string.Join('/', parts)))),
        (1, Gen.Byte.Array[0, 20]),
        (1, Gen.String[0, 20].Select(Encoding.UTF8.GetBytes)));

    private static readonly Gen<(byte[] Name, string Content, int Mode)> Entries =
        Gen.Select(Names, Gen.OneOf("x", "..", "a", "l/..", "/etc", "b/../..", "l"), Gen.OneOf(0, ZipBytes.Regular, ZipBytes.Link, ZipBytes.Link, 0x4000, ZipBytes.Fifo));

    [Fact]
    public void Nothing_is_ever_written_or_linked_outside_the_folder() => Entries.Array[1, 6].Sample(
        entries =>
        {
            var zip = new ZipBytes().Add("first", "1");
            foreach (var (name, content, mode) in entries)
            {
                zip.Add(name, Encoding.UTF8.GetBytes(content), mode);
            }

            var place = Path.Combine(root, $"case{Interlocked.Increment(ref number)}");
            var folder = Path.Combine(place, "deep", "folder");
            Directory.CreateDirectory(folder);
            try
            {
                ZipUnpacker.Unpack(zip.ToStream(), folder, CancellationToken.None);
            }
            catch (InvalidDataException)
            {
                // Refused, which is as good as unpacked.
            }

            Assert.Equal([Path.Combine(place, "deep")], Directory.GetFileSystemEntries(place));
            Assert.Equal([folder], Directory.GetFileSystemEntries(Path.Combine(place, "deep")));
            foreach (var link in Links(folder))
            {
                if (link.ResolveLinkTarget(returnFinalTarget: true) is { } target)
                {
                    Assert.StartsWith(folder, Path.GetFullPath(target.FullName), StringComparison.Ordinal);
                }
            }

            Directory.Delete(place, recursive: true);
        },
        iter: 1000, threads: 1);

    // Not into links: two that point at each other make a tree without end.
    private static FileSystemEnumerable<FileSystemInfo> Links(string folder) =>
        new(folder, (ref entry) => entry.ToFileSystemInfo(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        {
            ShouldIncludePredicate = (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0,
            ShouldRecursePredicate = (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };

    [Fact]
    public void A_name_that_is_accepted_stays_below_any_folder() => Names.Sample(
        bytes =>
        {
            var name = Encoding.UTF8.GetString(bytes);
            try
            {
                var path = ZipEntryPath.Parse(name);
                var full = Path.GetFullPath(Path.Combine("/base/folder", path));
                Assert.True(full == "/base/folder" || full == $"/base/folder/{path}", $"'{name}' became {full}");
            }
            catch (InvalidDataException)
            {
                // Refused.
            }
        },
        iter: 20_000);

    [Fact]
    public void Damage_anywhere_is_refused_and_never_an_unexpected_failure()
    {
        var zip = new ZipBytes().Add("a/b.txt", "hello hello hello").Add("l", "a/b.txt", ZipBytes.Link).Add("c", "1", isDeflated: false).ToArray();
        Gen.Select(Gen.Int[0, zip.Length - 1], Gen.Byte).Array[1, 4].Sample(
            damages =>
            {
                var damaged = zip.ToArray();
                foreach (var (position, value) in damages)
                {
                    damaged[position] = value;
                }

                var folder = Path.Combine(root, $"case{Interlocked.Increment(ref number)}");
                try
                {
                    ZipUnpacker.Unpack(new MemoryStream(damaged), folder, CancellationToken.None);
                }
                catch (Exception exception) when (exception is InvalidDataException or LambdaException)
                {
                    // Refused.
                }

                if (Directory.Exists(folder))
                {
                    Directory.Delete(folder, recursive: true);
                }
            },
            iter: 800, threads: 1);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}

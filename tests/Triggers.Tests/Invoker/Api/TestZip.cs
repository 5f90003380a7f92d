using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Triggers.Tests.Invoker.Api;

/// <summary>A real package of one file.</summary>
internal static class TestZip
{
    public static readonly byte[] Bytes = Make("def handler(event, context):\n    return event\n");

    public static string Base64 => Convert.ToBase64String(Bytes);

    public static string Sha256Base64 => Convert.ToBase64String(SHA256.HashData(Bytes));

    public static string Sha256Hex => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    public static byte[] Make(string python)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = zip.CreateEntry("app.py");
            entry.LastWriteTime = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var stream = entry.Open();
            stream.Write(Encoding.UTF8.GetBytes(python));
        }

        return memory.ToArray();
    }
}

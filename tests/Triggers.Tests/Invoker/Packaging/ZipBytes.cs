using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Triggers.Tests.Invoker.Packaging;

/// <summary>Writes archives byte by byte, also such as no honest program writes.</summary>
internal sealed class ZipBytes
{
    private readonly List<byte> body = [];
    private readonly List<byte> directory = [];
    private ushort count;

    public const int Regular = 0x8000;
    public const int Link = 0xA000;
    public const int Fifo = 0x1000;
    public const int Device = 0x2000;

    public ZipBytes Add(string name, string content = "x", int mode = 0, uint? claimedSize = null, uint? crc = null, ushort flags = 0x800, bool isDeflated = true) =>
        Add(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(content), mode, claimedSize, crc, flags, isDeflated);

    public ZipBytes Add(byte[] name, byte[] content, int mode = 0, uint? claimedSize = null, uint? crc = null, ushort flags = 0x800, bool isDeflated = true)
    {
        var packed = isDeflated ? Deflate(content) : content;
        var offset = (uint)body.Count;
        var common = new byte[26];
        BinaryPrimitives.WriteUInt16LittleEndian(common, 20);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(2), flags);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(4), (ushort)(isDeflated ? 8 : 0));
        BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(6), 0x00210000);
        BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(10), crc ?? Crc32.HashToUInt32(content));
        BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(14), (uint)packed.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(18), claimedSize ?? (uint)content.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(22), (ushort)name.Length);
        body.AddRange([0x50, 0x4b, 3, 4]);
        body.AddRange(common);
        body.AddRange(name);
        body.AddRange(packed);

        var rest = new byte[14];
        BinaryPrimitives.WriteUInt32LittleEndian(rest.AsSpan(6), (uint)mode << 16);
        BinaryPrimitives.WriteUInt32LittleEndian(rest.AsSpan(10), offset);
        directory.AddRange([0x50, 0x4b, 1, 2, 20, 3]);
        directory.AddRange(common);
        directory.AddRange(rest);
        directory.AddRange(name);
        count++;
        return this;
    }

    public byte[] ToArray()
    {
        var end = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)directory.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), (uint)body.Count);
        return [.. body, .. directory, .. end];
    }

    public MemoryStream ToStream() => new(ToArray());

    private static byte[] Deflate(byte[] content)
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return packed.ToArray();
    }
}

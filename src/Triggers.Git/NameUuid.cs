using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Triggers.Git;

/// <summary>UUIDs that follow from what they name: the same parts, the same id.</summary>
internal static class NameUuid
{
    /// <summary>A version 8 UUID of a list of texts. https://www.rfc-editor.org/rfc/rfc9562#section-5.8</summary>
    public static string Of(params ReadOnlySpan<string> parts) => GuidOf(parts).ToString("D");

    /// <summary>The same, not yet as text.</summary>
    public static Guid GuidOf(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            // Each with its length before it: ("ab", "c") is not ("a", "bc").
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }
}

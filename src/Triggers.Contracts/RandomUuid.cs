using System.Security.Cryptography;

namespace Triggers.Contracts;

/// <summary>
/// Random UUIDs that nobody can guess, at a small part of <see cref="Guid.NewGuid"/>'s price: that one asks the operating system
/// each time, which on Linux takes longer than all the rest of a request's event.
/// </summary>
internal static class RandomUuid
{
    private const int Size = 16;
    private const int Kept = 256;

    [ThreadStatic]
    private static byte[]? random;

    [ThreadStatic]
    private static int used;

    /// <summary>A version 4 UUID, lower-case with hyphens.</summary>
    public static string New()
    {
        random ??= new byte[Size * Kept];
        if (used == 0)
        {
            RandomNumberGenerator.Fill(random);
        }

        var bytes = random.AsSpan(used, Size);
        used = (used + Size) % random.Length;

        // https://www.rfc-editor.org/rfc/rfc9562#section-5.4
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        var id = new Guid(bytes, bigEndian: true).ToString("D");
        bytes.Clear();
        return id;
    }
}

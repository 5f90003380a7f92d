using System.Buffers.Text;
using System.Text;

namespace Triggers.Http.Responses;

/// <summary>
/// Undoes the escapes of a JSON string, bytes to bytes. Unlike the framework's it takes a lone half of a surrogate pair, which
/// Python's <c>json.dumps</c> writes without a word, and gives U+FFFD for it.
/// </summary>
internal static class JsonText
{
    private const int ShortEscape = 2;
    private const int LongEscape = 6;

    /// <summary>Writes the text to <paramref name="output"/>, which must be as long as <paramref name="escaped"/>.</summary>
    /// <returns>How many bytes were written.</returns>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> output)
    {
        var written = 0;
        while (true)
        {
            var backslash = escaped.IndexOf((byte)'\\');
            var plain = backslash < 0 ? escaped : escaped[..backslash];
            plain.CopyTo(output[written..]);
            written += plain.Length;
            if (backslash < 0)
            {
                return written;
            }

            escaped = escaped[backslash..];
            if (escaped[1] != 'u')
            {
                output[written++] = Short(escaped[1]);
                escaped = escaped[ShortEscape..];
                continue;
            }

            written += Rune(ref escaped).EncodeToUtf8(output[written..]);
        }
    }

    private static byte Short(byte letter) => letter switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'t' => (byte)'\t',
        (byte)'r' => (byte)'\r',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => letter,
    };

    private static Rune Rune(ref ReadOnlySpan<byte> escaped)
    {
        var first = Unit(escaped);
        escaped = escaped[LongEscape..];
        if (System.Text.Rune.TryCreate(first, out var rune))
        {
            return rune;
        }

        if (char.IsHighSurrogate(first) && escaped.Length >= LongEscape && escaped[0] == '\\' && escaped[1] == 'u'
            && System.Text.Rune.TryCreate(first, Unit(escaped), out rune))
        {
            escaped = escaped[LongEscape..];
            return rune;
        }

        return System.Text.Rune.ReplacementChar;
    }

    // The reader has seen that these are four hex digits.
    private static char Unit(ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape[2..LongEscape], out ushort unit, out _, 'x') ? (char)unit : '\0';
}

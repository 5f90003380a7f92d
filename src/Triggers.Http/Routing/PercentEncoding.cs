using System.Buffers;
using System.Globalization;
using System.Text;

namespace Triggers.Http.Routing;

/// <summary>
/// Decodes <c>%XX</c> in paths and queries. What does not decode to UTF-8 (a lone <c>%</c>, <c>%zz</c>, <c>%FF</c>) stays as it
/// was sent, so that nothing is lost and nothing is refused.
/// </summary>
internal static class PercentEncoding
{
    private const int LongestRune = 4;

    /// <summary>Decodes a path, or a part of one.</summary>
    public static string Decode(ReadOnlySpan<char> text) => Decode(text, isPlusBlank: false);

    /// <summary>Decodes a key or a value of a query, where <c>+</c> is a blank.</summary>
    public static string DecodeQuery(ReadOnlySpan<char> text) => Decode(text, isPlusBlank: true);

    private static string Decode(ReadOnlySpan<char> text, bool isPlusBlank)
    {
        if (!text.ContainsAny('%', isPlusBlank ? '+' : '%'))
        {
            return text.ToString();
        }

        // Decoding only ever makes a text shorter: three characters become one byte.
        var rented = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '%' && TryReadRune(text[i..], out var rune, out var read))
            {
                length += rune.EncodeToUtf16(rented.AsSpan(length));
                i += read;
                continue;
            }

            rented[length++] = isPlusBlank && text[i] == '+' ? ' ' : text[i];
            i++;
        }

        var decoded = new string(rented, 0, length);
        ArrayPool<char>.Shared.Return(rented);
        return decoded;
    }

    private static bool TryReadRune(ReadOnlySpan<char> text, out Rune rune, out int read)
    {
        Span<byte> bytes = stackalloc byte[LongestRune];
        var count = 0;
        while (count < LongestRune && text.Length >= (count + 1) * 3 && text[count * 3] == '%'
               && byte.TryParse(text.Slice((count * 3) + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[count]))
        {
            count++;
            if (bytes[0] < 0x80)
            {
                break;
            }
        }

        var status = Rune.DecodeFromUtf8(bytes[..count], out rune, out var consumed);
        read = consumed * 3;
        return status == OperationStatus.Done;
    }
}

using System.Buffers.Text;
using System.Text.Json;

namespace Triggers.Http.Responses;

/// <summary>How the JSON of a response is read.</summary>
internal static class ProxyJson
{
    /// <summary>A handler may nest as deep as it likes: the reader does not recurse.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    /// <summary>Goes past a value and tells where it lies.</summary>
    public static Range SkipAndMeasure(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }

    /// <summary>Reads a string of digits only.</summary>
    public static bool TryReadDigits(ref Utf8JsonReader reader, out int number)
    {
        var text = reader.ValueSpan;
        return Utf8Parser.TryParse(text, out number, out var read) && read == text.Length && text[0] is >= (byte)'0' and <= (byte)'9';
    }
}

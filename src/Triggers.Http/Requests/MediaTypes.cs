namespace Triggers.Http.Requests;

/// <summary>Which request bodies an HTTP API hands on as text; all others are base64, form posts among them.</summary>
internal static class MediaTypes
{
    public static bool IsText(string? contentType, string? contentEncoding)
    {
        if (contentType is null || !(string.IsNullOrEmpty(contentEncoding) || contentEncoding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        var semicolon = contentType.IndexOf(';', StringComparison.Ordinal);
        var type = (semicolon < 0 ? contentType : contentType.AsSpan(0, semicolon)).Trim();
        return Starts(type, "text/") || (Starts(type, "application/") && IsTextSubtype(type["application/".Length..]));
    }

    private static bool IsTextSubtype(ReadOnlySpan<char> subtype) =>
        Is(subtype, "json") || Is(subtype, "xml") || Is(subtype, "javascript") || Ends(subtype, "+json") || Ends(subtype, "+xml");

    private static bool Is(ReadOnlySpan<char> text, ReadOnlySpan<char> other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool Starts(ReadOnlySpan<char> text, ReadOnlySpan<char> start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static bool Ends(ReadOnlySpan<char> text, ReadOnlySpan<char> end) => text.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}

namespace Triggers.Http.Routing;

/// <summary>
/// The media types a REST API treats as binary: <c>image/png</c>, <c>image/*</c>, <c>*/*</c>; templates may write <c>~1</c> for the slash.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html
/// </summary>
internal sealed class BinaryTypes(IEnumerable<string> types)
{
    /// <summary>No type at all, as long as none is configured.</summary>
    public static readonly BinaryTypes None = new([]);

    private readonly string[] types = [.. types.Select(type => type.Replace("~1", "/", StringComparison.Ordinal))];

    /// <summary>Whether a header's media type is one of them; its parameters do not count.</summary>
    public bool Has(ReadOnlySpan<char> header)
    {
        var end = header.IndexOfAny(';', ',');
        var sent = (end < 0 ? header : header[..end]).Trim();
        foreach (var type in types)
        {
            if (type == "*/*" || sent.Equals(type, StringComparison.OrdinalIgnoreCase)
                || (type.EndsWith("/*", StringComparison.Ordinal) && sent.StartsWith(type.AsSpan()[..^1], StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }
}

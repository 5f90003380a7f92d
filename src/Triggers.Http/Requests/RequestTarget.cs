namespace Triggers.Http.Requests;

/// <summary>
/// A request's target exactly as it came over the wire. The server's own <c>Path</c> is decoded and has its dot segments
/// removed, which an event must not have.
/// </summary>
internal readonly struct RequestTarget
{
    private readonly string raw;
    private readonly int pathStart;
    private readonly int pathEnd;

    private RequestTarget(string raw, int pathStart, int pathEnd)
    {
        this.raw = raw;
        this.pathStart = pathStart;
        this.pathEnd = pathEnd;
    }

    /// <summary>The path, still percent-encoded, at least <c>/</c>.</summary>
    public ReadOnlySpan<char> Path => pathEnd > pathStart ? raw.AsSpan(pathStart, pathEnd - pathStart) : "/";

    /// <summary>The query without its question mark, still percent-encoded.</summary>
    public ReadOnlySpan<char> Query => pathEnd < raw.Length ? raw.AsSpan(pathEnd + 1) : default;

    /// <summary>Splits <c>/path?query</c> and <c>http://host/path?query</c>; other forms (<c>*</c>) have the path <c>/</c>.</summary>
    public static RequestTarget Parse(string raw)
    {
        var start = 0;
        if (!raw.StartsWith('/'))
        {
            var authority = raw.IndexOf("://", StringComparison.Ordinal);
            if (authority < 0)
            {
                return new RequestTarget("/", 0, 1);
            }

            var end = raw.AsSpan(authority + 3).IndexOfAny('/', '?');
            start = end < 0 ? raw.Length : authority + 3 + end;
        }

        var query = raw.IndexOf('?', start);
        return new RequestTarget(raw, start, query < 0 ? raw.Length : query);
    }
}

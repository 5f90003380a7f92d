using System.Text;

namespace Triggers.Invoker.Api.Signing;

/// <summary>How Signature Version 4 wants text written, so that both sides arrive at the same bytes.</summary>
internal static class CanonicalText
{
    /// <summary>Percent-encodes all but letters, digits and <c>-_.~</c> (and <c>/</c>, where it separates).</summary>
    public static string Encode(string text, bool isSlashKept)
    {
        var encoded = new StringBuilder(text.Length + 16);
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            var letter = (char)one;
            if (char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '~' || (isSlashKept && letter == '/'))
            {
                encoded.Append(letter);
            }
            else
            {
                encoded.Append('%').Append(one.ToString("X2", null));
            }
        }

        return encoded.ToString();
    }

    /// <summary>Decodes a name or value of a query, where <c>+</c> is a space: botocore sends it so.</summary>
    public static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    /// <summary>No blanks at the ends, one at most within.</summary>
    public static string Trim(string value) => string.Join(' ', value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Resolves <c>.</c>, <c>..</c> and empty segments, as RFC 3986 does; a slash at the end stays.</summary>
    public static string NormalizePath(string path)
    {
        if (path.Length == 0)
        {
            return "/";
        }

        var kept = new List<string>();
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".." && kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (segment is not ("." or ".."))
            {
                kept.Add(segment);
            }
        }

        var normal = "/" + string.Join('/', kept);
        return path.EndsWith('/') && normal.Length > 1 ? normal + "/" : normal;
    }
}

using System.Buffers;
using System.Globalization;

namespace Triggers.Http.Requests;

/// <summary>
/// The X-Ray trace header. https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
/// </summary>
internal static class TraceHeader
{
    private const string Name = "Root=";
    private const int RootLength = 35;
    private const int Longest = 512;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>The client's header when it has a well-formed root, else a new root.</summary>
    public static string KeepOrMake(string? sent, DateTimeOffset at) => sent is { Length: > 0 and <= Longest } && HasRoot(sent) ? sent : Make(at);

    private static bool HasRoot(string header)
    {
        if (header.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return false;
        }

        foreach (var range in header.AsSpan().Split(';'))
        {
            var part = header.AsSpan(range).Trim();
            if (part.StartsWith(Name, StringComparison.Ordinal))
            {
                return IsRoot(part[Name.Length..]);
            }
        }

        return false;
    }

    // 1-<8 hex: epoch seconds>-<24 hex>
    private static bool IsRoot(ReadOnlySpan<char> root) =>
        root.Length == RootLength && root[0] == '1' && root[1] == '-' && root[10] == '-'
        && !root[2..10].ContainsAnyExcept(Hex) && !root[11..].ContainsAnyExcept(Hex);

    private static string Make(DateTimeOffset at) => string.Create(Name.Length + RootLength, at.ToUnixTimeSeconds(), static (text, second) =>
    {
        Span<byte> random = stackalloc byte[12];
        Random.Shared.NextBytes(random);
        Name.CopyTo(text);
        var root = text[Name.Length..];
        "1-".CopyTo(root);
        ((uint)second).TryFormat(root[2..], out _, "x8", CultureInfo.InvariantCulture);
        root[10] = '-';
        Convert.TryToHexStringLower(random, root[11..], out _);
    });
}

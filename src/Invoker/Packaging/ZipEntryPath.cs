using System.Text;

namespace Triggers.Invoker.Packaging;

/// <summary>
/// Reads the name of an archive's entry as a path inside the folder it is unpacked to. Whatever could lead out of that folder,
/// on any system, is refused and not repaired.
/// </summary>
internal static class ZipEntryPath
{
    /// <summary>The path with <c>/</c> between names, without <c>.</c>, empty names or a slash at the end.</summary>
    /// <exception cref="InvalidDataException">The name may not be unpacked.</exception>
    public static string Parse(string name)
    {
        if (name.Length == 0 || name[0] == '/')
        {
            throw Refuse(name, "is no relative path");
        }

        if (name.Contains('\\', StringComparison.Ordinal))
        {
            throw Refuse(name, "contains a backslash");
        }

        if (name.AsSpan().ContainsAnyInRange('\0', '\x1f'))
        {
            throw Refuse(name, "contains a control character");
        }

        if (name.Length > 1 && name[1] == ':' && char.IsAsciiLetter(name[0]))
        {
            throw Refuse(name, "starts with a drive letter");
        }

        // A lone surrogate would be written as another name than the one that was checked.
        if (Encoding.UTF8.GetByteCount(name) > PackageLimits.PathBytes || name.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar))
        {
            throw Refuse(name, "is too long or no Unicode text");
        }

        var names = new List<string>();
        foreach (var part in name.Split('/'))
        {
            if (part is "" or ".")
            {
                continue;
            }

            if (part == "..")
            {
                throw Refuse(name, "contains '..'");
            }

            if (Encoding.UTF8.GetByteCount(part) > PackageLimits.NameBytes || (OperatingSystem.IsWindows() && !IsWindowsName(part)))
            {
                throw Refuse(name, "contains a name that the file system does not take");
            }

            names.Add(part);
        }

        return string.Join('/', names);
    }

    private static bool IsWindowsName(string part) =>
        part.IndexOfAny(Path.GetInvalidFileNameChars()) < 0 && part[^1] is not ('.' or ' ');

    private static InvalidDataException Refuse(string name, string why) => new($"The entry '{Shorten(name)}' {why}.");

    private static string Shorten(string name) =>
        string.Concat((name.Length > 100 ? name[..100] + "…" : name).Select(letter => char.IsControl(letter) ? '?' : letter));
}

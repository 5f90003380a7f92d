namespace Triggers.Git.Pushes;

/// <summary>Names of objects: 40 hexadecimal digits in SHA-1 repositories, 64 in SHA-256 ones.</summary>
internal static class ObjectIds
{
    /// <summary>No object, where there was or will be none.</summary>
    public const string None = "0000000000000000000000000000000000000000";

    /// <summary>Whether a text is an object's name, zeros included.</summary>
    public static bool IsId(string? text) => text?.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Whether it names no object.</summary>
    public static bool IsNone(string id) => id.All(digit => digit == '0');
}

using System.Text.RegularExpressions;

namespace Triggers.Host.Templates.Syntax;

/// <summary>
/// What a scalar without quotes means by YAML 1.1, which AWS's tools read: <c>yes</c>, <c>on</c> and <c>True</c> are booleans;
/// a date such as <c>2010-09-09</c> stays text.
/// </summary>
internal static partial class PlainScalar
{
    /// <summary>True or false when the text means a boolean, else null.</summary>
    public static bool? AsBoolean(string text) => text switch
    {
        "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => true,
        "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => false,
        _ => null,
    };

    /// <summary>True when the text means no value.</summary>
    public static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>True when the text is a number as JSON writes them; others (octal, hexadecimal, infinite) stay text.</summary>
    public static bool IsNumber(string text) => text.Length <= 40 && JsonNumber().IsMatch(text);

    /// <summary>The text that a property of type string gets: booleans are written <c>true</c> and <c>false</c>, the rest as it stands.</summary>
    public static string AsText(TemplateNode scalar) =>
        scalar.IsPlain && AsBoolean(scalar.Text) is { } flag ? (flag ? "true" : "false") : scalar.Text;

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex JsonNumber();
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triggers.Host.Commands;

/// <summary>Prints records and lists.</summary>
internal static class Output
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The value as indented JSON.</summary>
    public static void WriteJson<T>(this TextWriter writer, T value) => writer.WriteLine(JsonSerializer.Serialize(value, Indented));

    /// <summary>The value as JSON on one line, for output that has no end.</summary>
    public static void WriteJsonLine<T>(this TextWriter writer, T value) => writer.WriteLine(JsonSerializer.Serialize(value, JsonSerializerOptions.Web));

    /// <summary>A moment, to the second: <c>2026-11-24T12:00:00Z</c>.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Rows under headings, in columns as wide as their longest text.</summary>
    public static void WriteTable(this TextWriter writer, string[] headings, IReadOnlyList<string[]> rows)
    {
        var widths = headings.Select((heading, i) => rows.Select(row => row[i].Length).Append(heading.Length).Max()).ToArray();
        foreach (var row in rows.Prepend(headings))
            writer.WriteLine(string.Join("  ", row.Select((text, i) => text.PadRight(widths[i]))).TrimEnd());
    }
}

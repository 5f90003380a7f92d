using System.Text.Json;
using System.Text.Json.Nodes;

namespace Triggers.Tests.Invoker.Runtimes;

/// <summary>Compares whole JSON documents: same members in the same order, whatever the spacing and escaping.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void AssertEqual(string expected, string actual) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(Readable), JsonNode.Parse(actual)?.ToJsonString(Readable) ?? "null");

    /// <summary>A string as a JSON string.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(text, Readable);
}

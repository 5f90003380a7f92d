using System.Text.Json;

namespace Triggers.Git.Webhooks;

/// <summary>Reads members of a delivery, whatever stands there: what is not of the expected kind counts as not given.</summary>
internal static class WebhookJson
{
    /// <summary>Parses a delivery, which must be an object.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="WebhookException">It is no object.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        var document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        document.Dispose();
        throw new WebhookException("The delivery must be a JSON object.");
    }

    /// <summary>The text at the end of a path of members, or null.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }

    /// <summary>The items of a list at the end of a path of members; none when there is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return [];
            }
        }

        return element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];
    }

    /// <summary>A text that must be there.</summary>
    /// <exception cref="WebhookException">It is not.</exception>
    public static string Need(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Text(path) ?? throw new WebhookException($"The delivery has no {string.Join('.', path!)}.");
}

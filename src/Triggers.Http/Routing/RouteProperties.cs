using System.Text.Json;
using Triggers.Contracts;

namespace Triggers.Http.Routing;

/// <summary>Reads the properties of an API or a route, whatever a catalog may hold there.</summary>
internal static class RouteProperties
{
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html: integration time-out.
    private const int ShortestTimeout = 50;
    private const int LongestTimeout = 30_000;

    /// <summary>A property that is a text with something in it, else null.</summary>
    public static string? Text(this EventSource source, string name) =>
        Property(source, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>The integration time-out: 50 ms to 30 s, 30 s when nothing else is said.</summary>
    public static TimeSpan Timeout(this EventSource source, ILogger logger)
    {
        if (Property(source, "TimeoutInMillis") is not { } value)
        {
            return TimeSpan.FromMilliseconds(LongestTimeout);
        }

        if (!int.TryParse(value.ToString(), out var milliseconds))
        {
            milliseconds = LongestTimeout + 1;
        }

        var used = Math.Clamp(milliseconds, ShortestTimeout, LongestTimeout);
        if (used != milliseconds)
        {
            logger.TimeoutReplaced(source.Id, ShortestTimeout, LongestTimeout, value.GetRawText(), used);
        }

        return TimeSpan.FromMilliseconds(used);
    }

    /// <summary>Why a route cannot be served, or null.</summary>
    public static string? Defect(this EventSource source)
    {
        var version = Property(source, "PayloadFormatVersion")?.ToString() ?? "2.0";
        return version is "2.0" or "2" ? null : $"PayloadFormatVersion must be 2.0, was {version}";
    }

    /// <summary>The stage's variables as a JSON object of strings, or null when there are none.</summary>
    public static byte[]? StageVariables(this EventSource source)
    {
        if (Property(source, "StageVariables") is not { ValueKind: JsonValueKind.Object } variables || variables.GetPropertyCount() == 0)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var variable in variables.EnumerateObject())
            {
                writer.WriteString(variable.Name, variable.Value.ToString());
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static JsonElement? Property(EventSource source, string name) =>
        source.Properties.ValueKind == JsonValueKind.Object && source.Properties.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null ? value : null;
}

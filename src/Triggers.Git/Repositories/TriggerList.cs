using System.Collections.Immutable;
using System.Text.Json;
using Triggers.Contracts;

namespace Triggers.Git.Repositories;

/// <summary>Reads and writes lists of triggers, in the template's spelling (<c>Name</c>) or the API's (<c>name</c>).</summary>
internal static class TriggerList
{
    /// <summary>The id of a whole configuration.</summary>
    public static string ConfigurationId(ImmutableArray<RepositoryTrigger> triggers) =>
        NameUuid.Of([.. triggers.Select(trigger => trigger.ConfigurationId)]);

    /// <summary>Reads a list that has been checked.</summary>
    /// <exception cref="LambdaException">A destination is no function.</exception>
    /// <exception cref="JsonException">It is no list of triggers.</exception>
    public static ImmutableArray<RepositoryTrigger> Read(JsonElement list, AwsIdentity identity) =>
        list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(trigger => ReadOne(trigger, identity))] : throw new JsonException("Triggers must be a list.");

    /// <summary>Writes a list in the API's spelling.</summary>
    public static void Write(Utf8JsonWriter json, ImmutableArray<RepositoryTrigger> triggers)
    {
        json.WriteStartArray();
        foreach (var trigger in triggers)
        {
            json.WriteStartObject();
            json.WriteString("name", trigger.Name);
            json.WriteString("destinationArn", trigger.DestinationArn);
            if (trigger.CustomData is not null)
            {
                json.WriteString("customData", trigger.CustomData);
            }

            WriteTexts(json, "branches", trigger.Branches);
            WriteTexts(json, "events", trigger.Events);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A text, or null when it is not there.</summary>
    public static string? Text(JsonElement trigger, string name) => Member(trigger, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A list of texts; null when it is not there.</summary>
    public static ImmutableArray<string>? Texts(JsonElement trigger, string name) => Member(trigger, name) is { ValueKind: JsonValueKind.Array } value
        ? [.. value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())]
        : null;

    private static RepositoryTrigger ReadOne(JsonElement trigger, AwsIdentity identity)
    {
        var arn = Text(trigger, "DestinationArn") ?? "";
        return new RepositoryTrigger
        {
            Name = Text(trigger, "Name") ?? throw new JsonException("A trigger must have a name."),
            DestinationArn = arn,
            Function = FunctionReference.Parse(arn, null, identity),
            Events = Texts(trigger, "Events") ?? [],
            Branches = Texts(trigger, "Branches") ?? [],
            CustomData = Text(trigger, "CustomData"),
        };
    }

    private static JsonElement? Member(JsonElement trigger, string name)
    {
        if (trigger.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return trigger.TryGetProperty(name, out var value) || trigger.TryGetProperty(char.ToLowerInvariant(name[0]) + name[1..], out value) ? value : null;
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}

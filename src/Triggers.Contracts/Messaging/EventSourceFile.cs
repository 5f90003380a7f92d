using System.Collections.Immutable;
using System.Text.Json;

namespace Triggers.Contracts.Messaging;

/// <summary>The last catalog a trigger was given, kept so that it serves its event sources while every invoker is down.</summary>
internal sealed class EventSourceFile(string path)
{
    /// <summary>The copy in a data folder.</summary>
    public static EventSourceFile In(string folder) => new(Path.GetFullPath(Path.Combine(folder, "event-sources.json")));

    /// <summary>The kept bytes, or null when there are none that can be read.</summary>
    public byte[]? Read() => File.Exists(path) ? File.ReadAllBytes(path) : null;

    /// <summary>Keeps a catalog: whole or not at all.</summary>
    public void Write(ReadOnlySpan<byte> json)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var written = $"{path}.{Environment.ProcessId}.new";
        File.WriteAllBytes(written, json);
        File.Move(written, path, overwrite: true);
    }

    /// <summary>Reads the JSON of a catalog.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ImmutableArray<EventSource> Parse(ReadOnlySpan<byte> json)
    {
        var sources = JsonSerializer.Deserialize(json, EventSourceJson.Default.ImmutableArrayEventSource);
        return sources.IsDefault ? throw new JsonException("A list of event sources was expected.") : sources;
    }
}

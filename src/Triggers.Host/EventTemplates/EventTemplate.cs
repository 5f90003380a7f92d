using System.Collections.Immutable;

namespace Triggers.Host.EventTemplates;

/// <summary>Events to try handlers with: a file each, in this folder and in the program.</summary>
internal static class EventTemplate
{
    private const string Prefix = "Triggers.Host.EventTemplates.";
    private const string Suffix = ".json";

    /// <summary>Their names.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        .. typeof(EventTemplate).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The event of this name, or null.</summary>
    public static string? Read(string name)
    {
        using var stream = Names.Contains(name) ? typeof(EventTemplate).Assembly.GetManifestResourceStream($"{Prefix}{name}{Suffix}") : null;
        if (stream is null)
            return null;

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Resources;

/// <summary>
/// The properties of one resource, read by name and type; a wrong one is reported with its line and what was expected, and
/// counts as not given.
/// </summary>
/// <param name="owner">Whose they are, to start messages with: <c>OrdersFunction</c>, <c>OrdersFunction: EventInvokeConfig</c>.</param>
/// <param name="map">The properties, not yet resolved.</param>
/// <param name="evaluator">Resolves them.</param>
internal sealed class PropertyReader(string owner, TemplateNode map, Evaluator evaluator)
{
    private readonly string prefix = owner.Contains(": ", StringComparison.Ordinal) ? owner + "." : owner + ": ";

    /// <summary>Whose they are.</summary>
    public string Owner => owner;

    /// <summary>The properties as written.</summary>
    public TemplateNode Map => map;

    /// <summary>A property resolved; absent when it is not given.</summary>
    public TemplateNode this[string name] => evaluator.Resolve(map[name]);

    /// <summary>Where a property stands, or where the map does.</summary>
    public int LineOf(string name) => map.Entries.FirstOrDefault(entry => entry.Name == name)?.Line ?? map.Line;

    /// <summary>Reports an error at a property.</summary>
    public void Fail(string name, string text) => evaluator.Scope.Problems.Error(LineOf(name), $"{prefix}{name} {text}");

    /// <summary>Reports that a property is missing, unless it was given and is wrong, which has been reported.</summary>
    public void FailMissing(string name, string hint)
    {
        if (map[name].Kind is NodeKind.Absent or NodeKind.Null)
            evaluator.Scope.Problems.Error(map.Line, $"{prefix}{name} is missing; {hint}.");
    }

    /// <summary>Text, or null.</summary>
    public string? Text(string name)
    {
        var value = this[name];
        if (value.Kind == NodeKind.Text)
            return PlainScalar.AsText(value);

        return Wrong<string>(name, value, "must be text");
    }

    /// <summary>Text that must be one of a few, or null.</summary>
    public string? Choice(string name, params string[] choices)
    {
        if (Text(name) is not { } text || choices.Contains(text, StringComparer.Ordinal))
            return Text(name);

        Fail(name, $"must be {(choices.Length == 1 ? choices[0] : $"one of {string.Join(", ", choices)}")}, was '{text}'.");
        return null;
    }

    /// <summary>A whole number within bounds, or null.</summary>
    public int? Number(string name, int least, int most)
    {
        var value = this[name];
        if (value.Kind == NodeKind.Text && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            return number;

        var bounds = most == int.MaxValue ? $"at least {least}" : $"from {least} to {most}";
        if (value.Kind == NodeKind.Text)
            Fail(name, $"must be a whole number {bounds}, was '{value.Text}'.");

        return value.Kind == NodeKind.Text ? null : Wrong<int?>(name, value, $"must be a whole number {bounds}");
    }

    /// <summary>The properties of a property that is a map, or null.</summary>
    public PropertyReader? Inner(string name)
    {
        // A map that an intrinsic gives is resolved first; any other keeps its intrinsics, for the lines of their values.
        var value = IntrinsicTable.CallIn(map[name]) is null ? map[name] : this[name];
        return value.Kind == NodeKind.Map ? new PropertyReader(prefix + name, value, evaluator) : Wrong<PropertyReader>(name, value, "must be a map");
    }

    /// <summary>A list of texts; empty when it is not given.</summary>
    public ImmutableArray<string> TextList(string name)
    {
        var value = this[name];
        if (value.Kind != NodeKind.List)
            return Wrong<ImmutableArray<string>?>(name, value, "must be a list of text") ?? [];

        foreach (var item in value.Items.Where(item => item.Kind is not (NodeKind.Text or NodeKind.Broken)))
            evaluator.Scope.Problems.Error(item.Line, $"{prefix}{name} must be a list of text, an item was {item.Describe()}.");

        return [.. value.Items.Where(item => item.Kind == NodeKind.Text).Select(PlainScalar.AsText)];
    }

    /// <summary>A map of texts; empty when it is not given. Numbers and booleans become text.</summary>
    public ImmutableSortedDictionary<string, string> TextMap(string name)
    {
        var value = this[name];
        if (value.Kind != NodeKind.Map)
            return Wrong<ImmutableSortedDictionary<string, string>>(name, value, "must be a map of text") ?? ImmutableSortedDictionary<string, string>.Empty;

        foreach (var entry in value.Entries.Where(entry => entry.Value.Kind is not (NodeKind.Text or NodeKind.Broken)))
            evaluator.Scope.Problems.Error(entry.Line, $"{prefix}{name}.{entry.Name} must be text, was {entry.Value.Describe()}.");

        return value.Entries.Where(entry => entry.Value.Kind == NodeKind.Text)
            .ToImmutableSortedDictionary(entry => entry.Name, entry => PlainScalar.AsText(entry.Value), StringComparer.Ordinal);
    }

    /// <summary>Warns of every property whose name is not in <paramref name="known"/>.</summary>
    public void WarnOfOthers(string type, IReadOnlySet<string> known)
    {
        foreach (var entry in map.Entries.Where(entry => !known.Contains(entry.Name)))
            evaluator.Scope.Problems.Warning(entry.Line, $"{prefix}{entry.Name} is not a property of {type} and is left out.");
    }

    private T? Wrong<T>(string name, TemplateNode value, string expected)
    {
        if (!value.IsNothing)
            Fail(name, $"{expected}, was {value.Describe()}.");

        return default;
    }
}

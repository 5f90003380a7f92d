using System.Collections.Immutable;

namespace Triggers.Host.Templates.Resources;

/// <summary>What a resource is called: the values of <c>Ref</c> and <c>Fn::GetAtt</c>.</summary>
/// <param name="Ref">What <c>Ref</c> gives.</param>
/// <param name="Attributes">What <c>Fn::GetAtt</c> gives, by attribute.</param>
internal sealed record ResourceNames(string Ref, ImmutableSortedDictionary<string, string> Attributes)
{
    /// <summary>Makes up an attribute of a type whose attributes are not known here; null where all are known.</summary>
    public Func<string, string>? Others { get; init; }

    /// <summary>Names with attributes given in pairs.</summary>
    public static ResourceNames Of(string reference, params (string Name, string Value)[] attributes) =>
        new(reference, attributes.ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));

    /// <summary>The attribute's value, or null when there is no such attribute.</summary>
    public string? AttributeOf(string name) => Attributes.GetValueOrDefault(name) ?? Others?.Invoke(name);

    /// <summary>For messages: "Arn, Name".</summary>
    public string DescribeAttributes() => Attributes.IsEmpty ? "none" : string.Join(", ", Attributes.Keys);
}

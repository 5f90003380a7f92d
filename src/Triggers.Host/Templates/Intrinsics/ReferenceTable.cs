using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Intrinsics;

/// <summary>
/// Everything a name can stand for: pseudo parameters, parameters, resources, and resources that SAM makes beside a written one
/// (<c>FunctionRole</c>). A resource's name is worked out when it is first asked for, as it may refer to others.
/// </summary>
internal sealed class ReferenceTable(Evaluator evaluator)
{
    private readonly Dictionary<string, ResourceNames?> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    private TemplateScope Scope => evaluator.Scope;

    /// <summary>What <c>Ref</c> gives.</summary>
    public TemplateNode Ref(int line, string name)
    {
        if ((PseudoParameters.Find(Scope, line, name) ?? Scope.Parameters.GetValueOrDefault(name)) is { } value)
            return value;

        return Names(line, name) is { } names ? TemplateNode.OfText(line, names.Ref) : TemplateNode.OfBroken(line);
    }

    /// <summary>What <c>Fn::GetAtt</c> gives.</summary>
    public TemplateNode Attribute(int line, string logicalId, string attribute)
    {
        if (Names(line, logicalId) is not { } names)
            return TemplateNode.OfBroken(line);

        return names.AttributeOf(attribute) is { } value
            ? TemplateNode.OfText(line, value)
            : evaluator.Fail(line, $"{logicalId} has no attribute '{attribute}'; there {(names.Attributes.Count == 1 ? "is" : "are")} {names.DescribeAttributes()}.");
    }

    /// <summary>True when a name with a dot is one whole name, <c>F.Alias</c>, and not a resource and an attribute of it.</summary>
    public bool IsWhole(string name) => name.StartsWith("AWS::", StringComparison.Ordinal) || Generator(name) is not null;

    /// <summary>Reports a name that stands for nothing, wherever in the template it is.</summary>
    public void Check(int line, string name)
    {
        if (PseudoParameters.Find(Scope, line, name) is null && !Scope.Parameters.ContainsKey(name) && !Scope.Resources.ContainsKey(name)
            && Generator(name) is null)
            Unknown(line, name);
    }

    private ResourceNames? Names(int line, string name)
    {
        if (known.TryGetValue(name, out var names))
            return names;

        var found = Scope.Resources.TryGetValue(name, out var resource)
            ? (Resource: resource, Reader: ResourceReaders.For(resource.Type), Suffix: "")
            : Generator(name);
        if (found is not var (owner, reader, suffix))
            return Unknown(line, name);

        if (owner.Condition is { } condition && evaluator.Conditions.IsTrue(owner.Line, condition) == false)
        {
            evaluator.Fail(line, $"'{name}' does not exist here, as its condition '{condition}' is false; refer to it within Fn::If.");
            return null;
        }

        if (!asked.Add(name))
        {
            evaluator.Fail(line, $"'{name}' depends on itself.");
            return null;
        }

        names = reader.NamesOf(owner, suffix, evaluator);
        asked.Remove(name);
        known[name] = names;
        return names;
    }

    private (TemplateResource Resource, IResourceReader Reader, string Suffix)? Generator(string name)
    {
        for (var length = name.Length - 1; length > 0; length--)
        {
            if (Scope.Resources.TryGetValue(name[..length], out var resource) && ResourceReaders.For(resource.Type) is var reader
                && reader.Generates(resource, name[length..]))
                return (resource, reader, name[length..]);
        }

        return null;
    }

    private ResourceNames? Unknown(int line, string name)
    {
        evaluator.Fail(line, $"There is no parameter and no resource '{name}' in this template.");
        return null;
    }
}

using System.Collections.Immutable;
using Triggers.Host.Templates.Problems;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Parameters;

/// <summary>
/// The section <c>Parameters</c> with the values that were given or are the defaults.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
/// </summary>
internal static class ParameterValues
{
    private static readonly string[] Keys =
    [
        "AllowedPattern", "AllowedValues", "ConstraintDescription", "Default", "Description", "MaxLength", "MaxValue", "MinLength", "MinValue",
        "NoEcho", "Type",
    ];

    /// <summary>Each parameter's value by name; broken where there is none or it is wrong, which has been reported.</summary>
    public static ImmutableDictionary<string, TemplateNode> Read(
        TemplateNode section, ImmutableDictionary<string, string> given, ProblemList problems)
    {
        foreach (var name in given.Keys.Where(name => section[name].Kind == NodeKind.Absent).Order(StringComparer.Ordinal))
        {
            problems.Error(Math.Max(section.Line, 1), section.Entries.IsEmpty
                ? $"A value was given for the parameter '{name}', but the template has no parameters."
                : $"A value was given for the parameter '{name}', which the template does not have; it has {string.Join(", ", section.Entries.Select(entry => entry.Name))}.");
        }

        return section.Entries.ToImmutableDictionary(
            entry => entry.Name, entry => ReadOne(entry, given.GetValueOrDefault(entry.Name), problems), StringComparer.Ordinal);
    }

    private static TemplateNode ReadOne(TemplateEntry entry, string? given, ProblemList problems)
    {
        var broken = TemplateNode.OfBroken(entry.Line);
        var parameter = entry.Value;
        if (parameter.Kind != NodeKind.Map)
        {
            if (parameter.Kind != NodeKind.Broken)
                problems.Error(entry.Line, $"The parameter {entry.Name} must be a map with its Type, was {parameter.Describe()}.");
            return broken;
        }

        foreach (var key in parameter.Entries.Where(key => !Keys.Contains(key.Name, StringComparer.Ordinal)))
            problems.Error(key.Line, $"The parameter {entry.Name} has the key '{key.Name}', which is none; there are {string.Join(", ", Keys)}.");

        if (ParameterType.Find(parameter["Type"].Text) is not { } type)
        {
            problems.Error(parameter["Type"].Line is > 0 and var line ? line : entry.Line,
                $"The parameter {entry.Name} must have a Type: String, Number, CommaDelimitedList, List<Number>, a type of AWS such as AWS::EC2::VPC::Id, "
                + $"or AWS::SSM::Parameter::Value<…>; was {parameter["Type"].Describe()}.");
            return broken;
        }

        var text = given ?? DefaultOf(parameter);
        if (text is null)
        {
            problems.Error(entry.Line, $"The parameter {entry.Name} has no Default and no value; give one with --parameter {entry.Name}=VALUE.");
            return broken;
        }

        if (type.IsStored)
            problems.Warning(entry.Line, $"The parameter {entry.Name} names a value of Parameter Store, which there is not here; '{text}' itself is used as the value.");

        return ParameterRules.ProblemOf(type, parameter, text) is { } problem
            ? Report(problems, entry, parameter, problem)
            : type.ToNode(entry.Line, text);
    }

    private static string? DefaultOf(TemplateNode parameter) => parameter["Default"] is { Kind: NodeKind.Text } value ? PlainScalar.AsText(value) : null;

    private static TemplateNode Report(ProblemList problems, TemplateEntry entry, TemplateNode parameter, string problem)
    {
        var description = parameter["ConstraintDescription"] is { Kind: NodeKind.Text } words ? $" {words.Text}" : "";
        problems.Error(entry.Line, $"The parameter {entry.Name} {problem}{description}");
        return TemplateNode.OfBroken(entry.Line);
    }
}

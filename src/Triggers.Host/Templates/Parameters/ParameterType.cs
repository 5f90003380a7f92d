using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Parameters;

/// <summary>The type of a parameter.</summary>
/// <param name="IsList">True when its value is a list, written with commas.</param>
/// <param name="IsNumber">True when it, or each of its items, is a number.</param>
/// <param name="IsStored">True when on AWS its value is the name of a value in Parameter Store.</param>
internal sealed record ParameterType(bool IsList, bool IsNumber, bool IsStored)
{
    private const string Stored = "AWS::SSM::Parameter::Value<";

    /// <summary>The type of this name, or null.</summary>
    public static ParameterType? Find(string name)
    {
        if (name.StartsWith(Stored, StringComparison.Ordinal) && name.EndsWith('>'))
            return Find(name[Stored.Length..^1]) is { IsStored: false } inner ? inner with { IsStored = true } : null;

        return name switch
        {
            "String" or "AWS::SSM::Parameter::Name" => new(false, false, false),
            "Number" => new(false, true, false),
            "CommaDelimitedList" => new(true, false, false),
            "List<Number>" => new(true, true, false),
            "List<String>" => new(true, false, false),
            _ when name.StartsWith("List<AWS::", StringComparison.Ordinal) && name.EndsWith('>') => new(true, false, false),
            _ when name.StartsWith("AWS::", StringComparison.Ordinal) => new(false, false, false),
            _ => null,
        };
    }

    /// <summary>The items of a value: of one that is no list, itself.</summary>
    public string[] Items(string text) => !IsList ? [text] : text.Length == 0 ? [] : text.Split(',', StringSplitOptions.TrimEntries);

    /// <summary>The value as a node, for <c>Ref</c>.</summary>
    public TemplateNode ToNode(int line, string text) => IsList
        ? TemplateNode.OfList(line, Items(text).Select(item => TemplateNode.OfText(line, item, IsNumber)))
        : TemplateNode.OfText(line, text, IsNumber);
}

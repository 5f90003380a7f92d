using System.Collections.Frozen;

namespace Triggers.Host.Templates.Syntax;

/// <summary>
/// CloudFormation's YAML tags and the long forms they stand for.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
/// </summary>
internal static class ShortForms
{
    private static readonly FrozenSet<string> Functions = FrozenSet.Create(
        StringComparer.Ordinal,
        "And", "Base64", "Cidr", "Equals", "FindInMap", "GetAtt", "GetAZs", "If", "ImportValue", "Join", "Length", "Not", "Or", "Select",
        "Split", "Sub", "ToJsonString", "Transform");

    /// <summary>The key that a tag such as <c>!Sub</c> stands for; null when there is no such tag.</summary>
    public static string? LongNameOf(string tag) => tag switch
    {
        "!Ref" => "Ref",
        "!Condition" => "Condition",
        _ => tag.StartsWith('!') && Functions.Contains(tag[1..]) ? "Fn::" + tag[1..] : null,
    };

    /// <summary>The long form of a tagged value: <c>!GetAtt A.B</c> becomes <c>{"Fn::GetAtt": ["A", "B"]}</c>.</summary>
    public static TemplateNode Expand(int line, string longName, TemplateNode argument)
    {
        if (longName == "Fn::GetAtt" && argument.Kind == NodeKind.Text && argument.Text.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot)
        {
            argument = TemplateNode.OfList(line,
                [TemplateNode.OfText(line, argument.Text[..dot]), TemplateNode.OfText(line, argument.Text[(dot + 1)..])]);
        }

        return TemplateNode.OfCall(line, longName, argument);
    }
}

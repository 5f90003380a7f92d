using System.Collections.Frozen;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Intrinsics;

/// <summary>
/// Every function of the template language by its long name.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
/// </summary>
internal static class IntrinsicTable
{
    /// <summary>The functions.</summary>
    public static readonly FrozenDictionary<string, Intrinsic> ByName = new Dictionary<string, Intrinsic>(StringComparer.Ordinal)
    {
        ["Ref"] = ReferenceFunctions.Ref,
        ["Fn::GetAtt"] = ReferenceFunctions.GetAtt,
        ["Fn::ImportValue"] = ReferenceFunctions.ImportValue,
        ["Fn::Sub"] = SubFunction.Sub,
        ["Fn::Base64"] = TextFunctions.Base64,
        ["Fn::Join"] = TextFunctions.Join,
        ["Fn::Split"] = TextFunctions.Split,
        ["Fn::Select"] = ListFunctions.Select,
        ["Fn::GetAZs"] = ListFunctions.GetAvailabilityZones,
        ["Fn::FindInMap"] = MappingFunctions.FindInMap,
        ["Fn::If"] = ConditionFunctions.If,
        ["Fn::Equals"] = ConditionFunctions.Misplaced,
        ["Fn::And"] = ConditionFunctions.Misplaced,
        ["Fn::Or"] = ConditionFunctions.Misplaced,
        ["Fn::Not"] = ConditionFunctions.Misplaced,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All names, for messages.</summary>
    public static string Names => string.Join(", ", ByName.Keys.Order(StringComparer.Ordinal));

    /// <summary>The call that a map is, when its only key is that of a function; else null.</summary>
    public static TemplateEntry? CallIn(TemplateNode node) =>
        node is { Kind: NodeKind.Map, Entries: [var only] } && IsFunction(only.Name) ? only : null;

    private static bool IsFunction(string name) => name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal);
}

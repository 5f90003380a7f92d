using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Sections;

/// <summary>
/// Looks at every reference of a template, also in a branch of <c>Fn::If</c> that is not taken and in resources whose condition
/// is false: one that leads nowhere is an error wherever it stands, as with CloudFormation.
/// </summary>
internal static class ReferenceCheck
{
    /// <summary>Reports references to what does not exist.</summary>
    public static void Run(Evaluator evaluator, TemplateNode root)
    {
        foreach (var section in new[] { "Globals", "Resources", "Conditions", "Outputs" })
            Visit(evaluator, root[section]);

        foreach (var resource in root["Resources"].Entries.Concat(root["Outputs"].Entries))
            CheckCondition(evaluator, resource.Value["Condition"]);
    }

    private static void Visit(Evaluator evaluator, TemplateNode node)
    {
        if (IntrinsicTable.CallIn(node) is { } call)
            CheckCall(evaluator, call);

        foreach (var item in node.Items)
            Visit(evaluator, item);

        foreach (var entry in node.Entries)
            Visit(evaluator, entry.Value);
    }

    private static void CheckCall(Evaluator evaluator, TemplateEntry call)
    {
        switch (call.Name)
        {
            case "Ref" when call.Value.Kind == NodeKind.Text:
                evaluator.References.Check(call.Line, call.Value.Text);
                break;
            case "Fn::GetAtt" when call.Value.Kind == NodeKind.Text:
                evaluator.References.Check(call.Line, call.Value.Text.Split('.', 2)[0]);
                break;
            case "Fn::GetAtt" when call.Value.Items is [{ Kind: NodeKind.Text } id, ..]:
                evaluator.References.Check(call.Line, id.Text);
                break;
            case "Fn::Sub":
                foreach (var name in SubFunction.NamesIn(call.Value))
                    evaluator.References.Check(call.Line, evaluator.References.IsWhole(name) ? name : name.Split('.', 2)[0]);
                break;
            case "Fn::If" when call.Value.Items is [{ Kind: NodeKind.Text } condition, ..]:
                CheckCondition(evaluator, condition);
                break;
        }
    }

    private static void CheckCondition(Evaluator evaluator, TemplateNode condition)
    {
        if (condition.Kind == NodeKind.Text && !evaluator.Conditions.Exists(condition.Text))
            evaluator.Conditions.IsTrue(condition.Line, condition.Text);
    }
}

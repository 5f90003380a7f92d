using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Intrinsics;

/// <summary>
/// Resolves nodes of one template: every intrinsic is replaced by its value. What cannot be resolved is reported once and
/// becomes a broken node, about which nobody says more.
/// </summary>
internal sealed class Evaluator
{
    private long spent;

    /// <summary>An evaluator of the template <paramref name="scope"/> describes.</summary>
    public Evaluator(TemplateScope scope)
    {
        Scope = scope;
        Conditions = new ConditionSet(this);
        References = new ReferenceTable(this);
    }

    /// <summary>The template's sections.</summary>
    public TemplateScope Scope { get; }

    /// <summary>The template's conditions.</summary>
    public ConditionSet Conditions { get; }

    /// <summary>What <c>Ref</c> and <c>Fn::GetAtt</c> can name.</summary>
    public ReferenceTable References { get; }

    /// <summary>The node with all intrinsics resolved; entries and items that resolve to <c>AWS::NoValue</c> are gone.</summary>
    public TemplateNode Resolve(TemplateNode node)
    {
        switch (node.Kind)
        {
            case NodeKind.List:
                return TemplateNode.OfList(node.Line, node.Items.Select(Resolve).Where(item => item.Kind != NodeKind.Absent));
            case NodeKind.Map when IntrinsicTable.CallIn(node) is { } call:
                return Call(call);
            case NodeKind.Map:
                return TemplateNode.OfMap(node.Line, node.Entries
                    .Select(entry => entry with { Value = Resolve(entry.Value) })
                    .Where(entry => entry.Value.Kind != NodeKind.Absent));
            default:
                return node;
        }
    }

    /// <summary>The text that <paramref name="node"/> resolves to; null when it is none, which has then been reported.</summary>
    /// <param name="node">The value.</param>
    /// <param name="what">What it is for, to start the message with: "Fn::Join: the delimiter".</param>
    public string? TextOf(TemplateNode node, string what)
    {
        var value = Resolve(node);
        if (value.Kind == NodeKind.Text)
            return PlainScalar.AsText(value);

        if (value.Kind != NodeKind.Broken)
            Scope.Problems.Error(node.Line, $"{what} must be text, was {value.Describe()}.");

        return null;
    }

    /// <summary>The arguments of an intrinsic that takes a list of a certain length; null when they are others, which has been reported.</summary>
    public IReadOnlyList<TemplateNode>? ArgumentsOf(TemplateNode argument, int least, int most, string expected)
    {
        if (argument.Kind == NodeKind.List && argument.Items.Length >= least && argument.Items.Length <= most)
            return argument.Items;

        if (argument.Kind != NodeKind.Broken)
            Scope.Problems.Error(argument.Line, $"{expected}, was {Was(argument)}.");

        return null;
    }

    /// <summary>Reports an error; what is left is a broken node.</summary>
    public TemplateNode Fail(int line, string text)
    {
        Scope.Problems.Error(line, text);
        return TemplateNode.OfBroken(line);
    }

    private static string Was(TemplateNode argument) =>
        argument.Kind == NodeKind.List ? $"a list of {argument.Items.Length}" : argument.Describe();

    private TemplateNode Call(TemplateEntry call)
    {
        if (!IntrinsicTable.ByName.TryGetValue(call.Name, out var intrinsic))
            return Fail(call.Line, $"{call.Name} is not a function that can be used here; there are {IntrinsicTable.Names}.");

        var result = intrinsic(this, call.Line, call.Value);
        spent += result.Size + result.Text.Length;
        return spent <= TemplateLimits.Resolved
            ? result
            : throw new TemplateSyntaxException(call.Line, "The template's functions give more text than a template may hold; do they repeat one another?");
    }
}

using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Intrinsics;

/// <summary>
/// The section <c>Conditions</c>. Each is worked out once, when it is first asked for.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html
/// </summary>
internal sealed class ConditionSet(Evaluator evaluator)
{
    private readonly Dictionary<string, bool?> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>True when there is a condition of this name.</summary>
    public bool Exists(string name) => evaluator.Scope.Conditions[name].Kind != NodeKind.Absent;

    /// <summary>The condition's value; null when it has none, which has been reported.</summary>
    public bool? IsTrue(int line, string name)
    {
        if (known.TryGetValue(name, out var value))
            return value;

        if (!Exists(name))
            return Report(line, $"There is no condition '{name}' in the section Conditions.");

        if (!asked.Add(name))
            return Report(line, $"The condition '{name}' depends on itself.");

        value = Evaluate(evaluator.Scope.Conditions[name]);
        asked.Remove(name);
        known[name] = value;
        return value;
    }

    /// <summary>Works out all of them, so that a wrong one is reported though nothing uses it.</summary>
    public void EvaluateAll()
    {
        foreach (var entry in evaluator.Scope.Conditions.Entries)
            IsTrue(entry.Line, entry.Name);
    }

    private bool? Evaluate(TemplateNode expression)
    {
        if (expression is not { Kind: NodeKind.Map, Entries: [var call] })
            return Unknown(expression);

        return call.Name switch
        {
            "Condition" when call.Value.Kind == NodeKind.Text => IsTrue(call.Line, call.Value.Text),
            "Fn::Equals" => AreEqual(call.Value),
            "Fn::Not" => !Operands(call, 1, 1)?[0],
            // AWS takes 2 to 10 operands.
            "Fn::And" => Operands(call, 2, 10)?.All(operand => operand),
            "Fn::Or" => Operands(call, 2, 10)?.Any(operand => operand),
            _ => Unknown(expression),
        };
    }

    private bool? AreEqual(TemplateNode argument)
    {
        if (evaluator.ArgumentsOf(argument, 2, 2, "Fn::Equals takes [value, value]") is not { } arguments)
            return null;

        var (left, right) = (evaluator.TextOf(arguments[0], "Fn::Equals: each value"), evaluator.TextOf(arguments[1], "Fn::Equals: each value"));
        return left is null || right is null ? null : left == right;
    }

    private List<bool>? Operands(TemplateEntry call, int least, int most)
    {
        if (evaluator.ArgumentsOf(call.Value, least, most, $"{call.Name} takes a list of {(most == 1 ? "1" : "2 to 10")} conditions") is not { } arguments)
            return null;

        var values = arguments.Select(Evaluate).ToList();
        return values.Contains(null) ? null : [.. values.Select(value => value!.Value)];
    }

    private bool? Unknown(TemplateNode expression) => expression.Kind == NodeKind.Broken ? null : Report(expression.Line,
        $"A condition is one of Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition, was {expression.Describe()}.");

    private bool? Report(int line, string text)
    {
        evaluator.Scope.Problems.Error(line, text);
        return null;
    }
}

using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Intrinsics;

/// <summary><c>Fn::If</c>, and the functions that stand in the section <c>Conditions</c> only.</summary>
internal static class ConditionFunctions
{
    /// <summary>One of two values, by a condition's name.</summary>
    public static TemplateNode If(Evaluator evaluator, int line, TemplateNode argument)
    {
        var arguments = evaluator.ArgumentsOf(argument, 3, 3, "Fn::If takes [condition, value if true, value if false]");
        if (arguments is null)
            return TemplateNode.OfBroken(line);

        if (arguments[0].Kind != NodeKind.Text)
            return evaluator.Fail(line, $"Fn::If takes the name of a condition first, was {arguments[0].Describe()}.");

        return evaluator.Conditions.IsTrue(line, arguments[0].Text) switch
        {
            true => evaluator.Resolve(arguments[1]),
            false => evaluator.Resolve(arguments[2]),
            null => TemplateNode.OfBroken(line),
        };
    }

    /// <summary>A function that gives true or false, where a value is wanted.</summary>
    public static TemplateNode Misplaced(Evaluator evaluator, int line, TemplateNode argument) =>
        evaluator.Fail(line, "Fn::Equals, Fn::And, Fn::Or and Fn::Not stand only in the section Conditions; use Fn::If with the name of a condition here.");
}

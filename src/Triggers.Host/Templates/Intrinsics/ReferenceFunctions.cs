using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Intrinsics;

/// <summary><c>Ref</c>, <c>Fn::GetAtt</c> and <c>Fn::ImportValue</c>.</summary>
internal static class ReferenceFunctions
{
    /// <summary>A parameter's value, a resource's name, or a pseudo parameter.</summary>
    public static TemplateNode Ref(Evaluator evaluator, int line, TemplateNode argument) =>
        argument.Kind == NodeKind.Text
            ? evaluator.References.Ref(line, argument.Text)
            : evaluator.Fail(line, $"Ref takes the name of a parameter or resource, was {argument.Describe()}.");

    /// <summary>An attribute of a resource: <c>[logical id, attribute]</c>, or both as one text with a dot.</summary>
    public static TemplateNode GetAtt(Evaluator evaluator, int line, TemplateNode argument)
    {
        if (argument.Kind == NodeKind.Text && argument.Text.Split('.', 2) is [var id, var name])
            return evaluator.References.Attribute(line, id, name);

        var arguments = evaluator.ArgumentsOf(argument, 2, 2, "Fn::GetAtt takes [logical id, attribute]");
        if (arguments is null || evaluator.TextOf(arguments[1], "Fn::GetAtt: the attribute") is not { } attribute)
            return TemplateNode.OfBroken(line);

        return arguments[0].Kind == NodeKind.Text
            ? evaluator.References.Attribute(line, arguments[0].Text, attribute)
            : evaluator.Fail(line, $"Fn::GetAtt takes [logical id, attribute], the logical id was {arguments[0].Describe()}.");
    }

    /// <summary>Always refused: there are no exports of other stacks to import.</summary>
    public static TemplateNode ImportValue(Evaluator evaluator, int line, TemplateNode argument) =>
        evaluator.Fail(line, "Fn::ImportValue: values of other stacks cannot be imported here; make it a parameter and give its value with --parameter.");
}

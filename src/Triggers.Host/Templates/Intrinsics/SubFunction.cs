using System.Text;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Intrinsics;

/// <summary>
/// <c>Fn::Sub</c>: text with <c>${Name}</c>, <c>${Resource.Attribute}</c>, <c>${AWS::Region}</c>; <c>${!x}</c> stays as <c>${x}</c>.
/// The form <c>[text, map]</c> brings names of its own.
/// </summary>
internal static class SubFunction
{
    /// <summary>The text with everything filled in.</summary>
    public static TemplateNode Sub(Evaluator evaluator, int line, TemplateNode argument)
    {
        var (text, variables) = Read(evaluator, argument);
        if (text is null)
            return TemplateNode.OfBroken(line);

        var result = new StringBuilder();
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (literal, name) in Parts(text))
        {
            result.Append(literal);
            if (name is null)
                continue;

            // Once for each name: a name of the map may itself be an Fn::Sub, and so on.
            if (!values.TryGetValue(name, out var value))
                values[name] = value = ValueOf(evaluator, line, name, variables);

            result.Append(value);
            if (result.Length > TemplateLimits.Bytes)
                return evaluator.Fail(line, $"Fn::Sub gives more than {TemplateLimits.Bytes} characters.");
        }

        return values.ContainsValue(null) ? TemplateNode.OfBroken(line) : TemplateNode.OfText(line, result.ToString());
    }

    /// <summary>The names a text refers to, with the map's own left out: for the check of references.</summary>
    public static IEnumerable<string> NamesIn(TemplateNode argument)
    {
        var text = argument.Kind == NodeKind.List && argument.Items is [var first, ..] ? first : argument;
        var own = argument.Kind == NodeKind.List && argument.Items is [_, var map] ? map : TemplateNode.Absent;
        return text.Kind == NodeKind.Text
            ? Parts(text.Text).Select(part => part.Name).OfType<string>().Where(name => own[name].Kind == NodeKind.Absent)
            : [];
    }

    private static (string? Text, TemplateNode Variables) Read(Evaluator evaluator, TemplateNode argument)
    {
        const string expected = "Fn::Sub takes text or [text, map of names]";
        if (argument.Kind == NodeKind.Text)
            return (argument.Text, TemplateNode.Absent);

        if (evaluator.ArgumentsOf(argument, 1, 2, expected) is not { } arguments)
            return (null, TemplateNode.Absent);

        var variables = arguments.Count == 2 ? arguments[1] : TemplateNode.Absent;
        if (arguments[0].Kind == NodeKind.Text && variables.Kind is NodeKind.Map or NodeKind.Absent)
            return (arguments[0].Text, variables);

        evaluator.Scope.Problems.Error(argument.Line, $"{expected}, was [{arguments[0].Describe()}, {variables.Describe()}].");
        return (null, TemplateNode.Absent);
    }

    private static string? ValueOf(Evaluator evaluator, int line, string name, TemplateNode variables)
    {
        var own = variables[name];
        if (own.Kind != NodeKind.Absent)
            return evaluator.TextOf(own, $"Fn::Sub: ${{{name}}}");

        var value = name.Split('.', 2) is [var id, var attribute] && !evaluator.References.IsWhole(name)
            ? evaluator.References.Attribute(line, id, attribute)
            : evaluator.References.Ref(line, name);
        if (value.Kind == NodeKind.Absent)
            evaluator.Fail(line, $"Fn::Sub: ${{{name}}} has no text.");

        return value.Kind == NodeKind.Absent ? null : evaluator.TextOf(value, $"Fn::Sub: ${{{name}}}");
    }

    private static IEnumerable<(string Literal, string? Name)> Parts(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf("${", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
                break;

            if (text[open + 2] == '!')
                yield return (text[at..(open + 2)] + text[(open + 3)..(close + 1)], null);
            else
                yield return (text[at..open], text[(open + 2)..close].Trim());

            at = close + 1;
        }

        yield return (text[at..], null);
    }
}

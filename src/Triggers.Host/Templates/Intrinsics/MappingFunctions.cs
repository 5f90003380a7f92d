using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Intrinsics;

/// <summary><c>Fn::FindInMap</c>.</summary>
internal static class MappingFunctions
{
    /// <summary>A value of the section <c>Mappings</c>: <c>[map, top-level key, second-level key]</c>.</summary>
    public static TemplateNode FindInMap(Evaluator evaluator, int line, TemplateNode argument)
    {
        var arguments = evaluator.ArgumentsOf(argument, 3, 3, "Fn::FindInMap takes [map, top-level key, second-level key]");
        if (arguments is null
            || evaluator.TextOf(arguments[0], "Fn::FindInMap: the map") is not { } map
            || evaluator.TextOf(arguments[1], "Fn::FindInMap: the top-level key") is not { } top
            || evaluator.TextOf(arguments[2], "Fn::FindInMap: the second-level key") is not { } second)
            return TemplateNode.OfBroken(line);

        var found = evaluator.Scope.Mappings[map];
        if (found.Kind != NodeKind.Map)
            return evaluator.Fail(line, $"Fn::FindInMap: there is no map '{map}' in Mappings.");

        var row = found[top];
        if (row.Kind != NodeKind.Map)
            return evaluator.Fail(line, $"Fn::FindInMap: the map '{map}' has no key '{top}'.");

        var value = row[second];
        return value.Kind is NodeKind.Text or NodeKind.List
            ? value
            : evaluator.Fail(line, $"Fn::FindInMap: '{map}.{top}' has no key '{second}' with text or a list.");
    }
}

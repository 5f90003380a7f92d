using System.Globalization;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Intrinsics;

/// <summary><c>Fn::Select</c> and <c>Fn::GetAZs</c>.</summary>
internal static class ListFunctions
{
    /// <summary>One item of a list, counted from 0.</summary>
    public static TemplateNode Select(Evaluator evaluator, int line, TemplateNode argument)
    {
        var arguments = evaluator.ArgumentsOf(argument, 2, 2, "Fn::Select takes [index, list]");
        if (arguments is null || evaluator.TextOf(arguments[0], "Fn::Select: the index") is not { } text)
            return TemplateNode.OfBroken(line);

        var list = evaluator.Resolve(arguments[1]);
        if (list.Kind == NodeKind.Broken)
            return list;
        if (list.Kind != NodeKind.List)
            return evaluator.Fail(line, $"Fn::Select takes [index, list], the list was {list.Describe()}.");

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Items.Length
            ? list.Items[index]
            : evaluator.Fail(line, $"Fn::Select: the index must be 0 to {list.Items.Length - 1}, as the list has {list.Items.Length} items, was '{text}'.");
    }

    /// <summary>A region's availability zones: three are made up, as nothing here lives in one.</summary>
    public static TemplateNode GetAvailabilityZones(Evaluator evaluator, int line, TemplateNode argument)
    {
        if (evaluator.TextOf(argument, "Fn::GetAZs: the region") is not { } region)
            return TemplateNode.OfBroken(line);

        var name = region.Length == 0 ? evaluator.Scope.Identity.Region : region;
        return TemplateNode.OfList(line, "abc".Select(zone => TemplateNode.OfText(line, name + zone)));
    }
}

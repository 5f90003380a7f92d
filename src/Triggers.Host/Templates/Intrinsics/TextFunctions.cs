using System.Text;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Intrinsics;

/// <summary><c>Fn::Base64</c>, <c>Fn::Join</c> and <c>Fn::Split</c>.</summary>
internal static class TextFunctions
{
    /// <summary>The text's UTF-8 bytes in base64.</summary>
    public static TemplateNode Base64(Evaluator evaluator, int line, TemplateNode argument) =>
        evaluator.TextOf(argument, "Fn::Base64: the value") is { } text
            ? TemplateNode.OfText(line, Convert.ToBase64String(Encoding.UTF8.GetBytes(text)))
            : TemplateNode.OfBroken(line);

    /// <summary>A list's items with a delimiter between them.</summary>
    public static TemplateNode Join(Evaluator evaluator, int line, TemplateNode argument)
    {
        var arguments = evaluator.ArgumentsOf(argument, 2, 2, "Fn::Join takes [delimiter, list]");
        if (arguments is null || evaluator.TextOf(arguments[0], "Fn::Join: the delimiter") is not { } delimiter)
            return TemplateNode.OfBroken(line);

        var list = evaluator.Resolve(arguments[1]);
        if (list.Kind == NodeKind.Broken)
            return list;
        if (list.Kind != NodeKind.List)
            return evaluator.Fail(line, $"Fn::Join takes [delimiter, list], the list was {list.Describe()}.");

        var items = list.Items.Select(item => evaluator.TextOf(item, "Fn::Join: each item")).ToList();
        return items.Contains(null) ? TemplateNode.OfBroken(line) : TemplateNode.OfText(line, string.Join(delimiter, items));
    }

    /// <summary>The parts of a text between the delimiters.</summary>
    public static TemplateNode Split(Evaluator evaluator, int line, TemplateNode argument)
    {
        var arguments = evaluator.ArgumentsOf(argument, 2, 2, "Fn::Split takes [delimiter, text]");
        if (arguments is null
            || evaluator.TextOf(arguments[0], "Fn::Split: the delimiter") is not { } delimiter
            || evaluator.TextOf(arguments[1], "Fn::Split: the text") is not { } text)
            return TemplateNode.OfBroken(line);

        return delimiter.Length == 0
            ? evaluator.Fail(line, "Fn::Split: the delimiter must not be empty.")
            : TemplateNode.OfList(line, text.Split(delimiter).Select(part => TemplateNode.OfText(line, part)));
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Resources;

/// <summary>
/// Rules for other origins, as the catalog holds them, from the ways templates write them.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapicorsconfiguration.html
/// </summary>
internal static class CorsRules
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal, "AllowCredentials", "AllowHeaders", "AllowMethods", "AllowOrigins", "ExposeHeaders", "MaxAge");

    private static readonly FrozenSet<string> KnownOfRest = FrozenSet.Create(
        StringComparer.Ordinal, "AllowCredentials", "AllowHeaders", "AllowMethods", "AllowOrigin", "MaxAge");

    private static readonly string[] Lists = ["AllowOrigins", "AllowMethods", "AllowHeaders", "ExposeHeaders"];
    private static readonly string[] ListsOfRest = ["AllowMethods", "AllowHeaders"];

    /// <summary>Those of an HTTP API or a function URL: lists; of an HTTP API also <c>true</c>, for every origin. Null when there are none.</summary>
    public static TemplateNode? Of(PropertyReader properties, string name)
    {
        var value = properties[name];
        if (value.Kind == NodeKind.Text && value.IsPlain && PlainScalar.AsText(value) is "true" or "false")
            return PlainScalar.AsText(value) == "true" ? Map(value.Line, [("AllowOrigins", TextList(value.Line, ["*"]))]) : null;

        if (properties.Inner(name) is not { } rules)
            return null;

        rules.WarnOfOthers("rules for other origins", Known);
        var line = rules.Map.Line;
        return Map(line,
        [
            .. Lists
                .Select(list => (list, rules.TextList(list))).Where(pair => pair.Item2.Length > 0).Select(pair => (pair.list, TextList(line, pair.Item2))),
            .. Rest(rules, line, rules.Number("MaxAge", 0, 86400)?.ToString(CultureInfo.InvariantCulture)),
        ]);
    }

    /// <summary>
    /// Those of a REST API: one origin, or texts with quotes of their own (<c>"'GET,POST'"</c>) as they would be written into a
    /// response. Null when there are none.
    /// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-corsconfiguration.html
    /// </summary>
    public static TemplateNode? OfRest(PropertyReader properties, string name)
    {
        var value = properties[name];
        if (value.Kind == NodeKind.Text)
            return Map(value.Line, [("AllowOrigins", TextList(value.Line, [Unquoted(properties, name, value)!]))]);

        if (properties.Inner(name) is not { } rules)
            return null;

        rules.WarnOfOthers("rules for other origins", KnownOfRest);
        var line = rules.Map.Line;
        return Map(line,
        [
            ("AllowOrigins", TextList(line, [Unquoted(rules, "AllowOrigin", rules["AllowOrigin"]) ?? "*"])),
            .. ListsOfRest.Select(list => (list, Unquoted(rules, list, rules[list])))
                .Where(pair => pair.Item2 is not null).Select(pair => (pair.list, TextList(line, [.. pair.Item2!.Split(',').Select(item => item.Trim())]))),
            .. Rest(rules, line, Unquoted(rules, "MaxAge", rules["MaxAge"])),
        ]);
    }

    private static IEnumerable<(string Name, TemplateNode Value)> Rest(PropertyReader rules, int line, string? maxAge)
    {
        if (maxAge is not null)
            yield return ("MaxAge", TemplateNode.OfText(line, maxAge));

        if (rules.Choice("AllowCredentials", "true", "false") == "true")
            yield return ("AllowCredentials", TemplateNode.OfText(line, "true", isPlain: true));
    }

    private static string? Unquoted(PropertyReader rules, string name, TemplateNode value)
    {
        if (value.IsNothing || rules.Text(name) is not { } text)
            return null;

        return text.Length >= 2 && text[0] == '\'' && text[^1] == '\'' ? text[1..^1] : text;
    }

    private static TemplateNode Map(int line, IEnumerable<(string Name, TemplateNode Value)> members) =>
        TemplateNode.OfMap(line, members.Select(member => new TemplateEntry(member.Name, line, member.Value)));

    private static TemplateNode TextList(int line, ImmutableArray<string> texts) =>
        TemplateNode.OfList(line, texts.Select(text => TemplateNode.OfText(line, text)));
}

using System.Collections.Immutable;
using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Apis;

/// <summary>The authorizer of a route, as the catalog holds it.</summary>
internal static class RouteAuthorizer
{
    /// <summary>One that checks tokens, as a map of issuer and audience says; null when that is wrong, which is reported.</summary>
    public static TemplateNode? OfJwt(PropertyReader configuration, string? source, ImmutableArray<string> scopes)
    {
        var line = configuration.Map.Line;
        var (issuerName, audienceName) = configuration.Map["issuer"].Kind == NodeKind.Absent ? ("Issuer", "Audience") : ("issuer", "audience");
        configuration.FailMissing(issuerName, "it is the address of whoever makes the tokens");
        configuration.FailMissing(audienceName, "it is a list of whom tokens are for");
        var audience = configuration[audienceName].Kind == NodeKind.Text ? [configuration.Text(audienceName)!] : configuration.TextList(audienceName);
        if (configuration.Text(issuerName) is not { } issuer)
            return null;

        var members = new List<(string Name, TemplateNode Value)>
        {
            ("Type", TemplateNode.OfText(line, "JWT")),
            ("Issuer", TemplateNode.OfText(line, issuer)),
            ("Audience", TextList(line, audience)),
            ("Scopes", TextList(line, scopes)),
        };
        if (source is not null)
            members.Add(("IdentitySource", TemplateNode.OfText(line, source)));

        return TemplateNode.OfMap(line, members.Select(member => new TemplateEntry(member.Name, line, member.Value)));
    }

    /// <summary>One that is not served: the gateway keeps its routes closed, and the template's author is told.</summary>
    public static TemplateNode Closed(int line, string type, string owner, StackBuilder stack)
    {
        stack.Problems.Warning(line, $"{owner}: authorizers of the type {type} are not served here: the route answers 500.");
        return TemplateNode.OfMap(line, [new TemplateEntry("Type", line, TemplateNode.OfText(line, type))]);
    }

    private static TemplateNode TextList(int line, ImmutableArray<string> texts) =>
        TemplateNode.OfList(line, texts.Select(text => TemplateNode.OfText(line, text)));
}

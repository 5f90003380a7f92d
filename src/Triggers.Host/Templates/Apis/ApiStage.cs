using Triggers.Contracts;
using Triggers.Host.Templates.Events;
using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Apis;

/// <summary>A stage of an API, which is what the catalog knows of an API.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Id">The logical id it comes from.</param>
/// <param name="ApiId">The API's id.</param>
/// <param name="Name">The API's name.</param>
/// <param name="StageName">The stage's name.</param>
/// <param name="Variables">The stage's variables.</param>
internal sealed record ApiStage(int Line, string Id, string ApiId, string Name, string StageName, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>Media types that are binary; of REST APIs only, which always have a list.</summary>
    public IEnumerable<string>? BinaryMediaTypes { get; init; }

    /// <summary>Rules for other origins, or null.</summary>
    public TemplateNode? Cors { get; init; }

    /// <summary>Adds it to the stack.</summary>
    public void AddTo(StackBuilder stack)
    {
        var members = new List<(string Name, TemplateNode Value)>
        {
            ("ApiId", TemplateNode.OfText(Line, ApiId)),
            ("Name", TemplateNode.OfText(Line, Name)),
            ("StageName", TemplateNode.OfText(Line, StageName)),
            ("StageVariables", TemplateNode.OfMap(Line, Variables.Select(pair => new TemplateEntry(pair.Key, Line, TemplateNode.OfText(Line, pair.Value))))),
        };
        if (BinaryMediaTypes is not null)
            members.Add(("BinaryMediaTypes", TemplateNode.OfList(Line, BinaryMediaTypes.Select(type => TemplateNode.OfText(Line, type.Replace("~1", "/", StringComparison.Ordinal))))));

        if (Cors is not null)
            members.Add(("Cors", Cors));

        stack.Add(new EventSource
        {
            Id = $"{stack.StackName}/{Id}",
            Kind = BinaryMediaTypes is null ? EventSourceKinds.HttpApi : EventSourceKinds.RestApi,
            Stack = stack.StackName,
            Properties = EventProperties.Of([.. members]),
        });
    }
}

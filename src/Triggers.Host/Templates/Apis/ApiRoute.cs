using System.Globalization;
using Triggers.Contracts;
using Triggers.Host.Templates.Events;
using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Apis;

/// <summary>A route that stands in a template by itself or in an OpenAPI document, not among a function's events.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Id">Unique within the stack.</param>
/// <param name="ApiId">The API's id.</param>
/// <param name="Method">Upper-case, or <c>ANY</c>.</param>
/// <param name="Path">The path, or <c>$default</c>.</param>
/// <param name="Function">The function it calls.</param>
internal sealed record ApiRoute(int Line, string Id, string ApiId, string Method, string Path, FunctionReference Function)
{
    /// <summary>True for a route of a REST API.</summary>
    public bool IsRest { get; init; }

    /// <summary><c>1.0</c> or <c>2.0</c>; REST APIs always have 1.0.</summary>
    public string Format { get; init; } = "2.0";

    /// <summary>Its authorizer, or null when it is open.</summary>
    public TemplateNode? Authorizer { get; init; }

    /// <summary>The time-out, or null for the longest.</summary>
    public int? TimeoutInMillis { get; init; }

    /// <summary>Adds it to the stack, unless another one has its method and path, which is reported.</summary>
    public void AddTo(StackBuilder stack)
    {
        if (!stack.TakeRoute(Line, ApiId, Method, Path))
            return;

        var members = new List<(string Name, TemplateNode Value)>
        {
            ("ApiId", TemplateNode.OfText(Line, ApiId)),
            ("Method", TemplateNode.OfText(Line, Method)),
            ("Path", TemplateNode.OfText(Line, Path)),
        };
        if (!IsRest)
            members.Add(("PayloadFormatVersion", TemplateNode.OfText(Line, Format)));

        var timeout = TimeoutInMillis ?? (IsRest ? 29000 : 30000);
        members.Add(("TimeoutInMillis", TemplateNode.OfText(Line, timeout.ToString(CultureInfo.InvariantCulture), isPlain: true)));
        if (Authorizer is not null)
            members.Add(("Authorizer", Authorizer));

        stack.Add(new EventSource
        {
            Id = $"{stack.StackName}/{Id}",
            Kind = IsRest ? EventSourceKinds.RestApiRoute : EventSourceKinds.HttpApiRoute,
            Stack = stack.StackName,
            Function = Function,
            Properties = EventProperties.Of([.. members]),
        });
    }
}

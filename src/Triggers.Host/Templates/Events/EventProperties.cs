using System.Text.Json;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Events;

/// <summary>The properties of an event source, as JSON.</summary>
internal static class EventProperties
{
    /// <summary>A JSON object of these members.</summary>
    public static JsonElement Of(params (string Name, TemplateNode Value)[] members) =>
        NodeJson.From(TemplateNode.OfMap(1, members.Select(member => new TemplateEntry(member.Name, 1, member.Value))));
}

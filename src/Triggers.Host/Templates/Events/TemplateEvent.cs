using Triggers.Contracts;
using Triggers.Host.Templates.Resources;

namespace Triggers.Host.Templates.Events;

/// <summary>An event of a function.</summary>
/// <param name="FunctionId">The function's logical id.</param>
/// <param name="Id">The event's key in the function's <c>Events</c>.</param>
/// <param name="Kind">Its <c>Type</c>.</param>
/// <param name="Line">Where it stands.</param>
/// <param name="Function">The function it calls.</param>
/// <param name="Properties">Its properties.</param>
internal sealed record TemplateEvent(string FunctionId, string Id, string Kind, int Line, FunctionReference Function, PropertyReader Properties)
{
    /// <summary>To start messages with.</summary>
    public string Owner => Properties.Owner;

    /// <summary>The event source this event is.</summary>
    public EventSource ToSource(string stack, System.Text.Json.JsonElement properties) => new()
    {
        Id = $"{stack}/{FunctionId}/{Id}",
        Kind = Kind,
        Stack = stack,
        Function = Function,
        Properties = properties,
    };
}

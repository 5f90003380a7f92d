using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Events;

/// <summary>Events of a kind that no trigger serves: kept in the catalog with their properties as they are, and reported.</summary>
internal sealed class UnservedEvent : IEventReader
{
    /// <summary>Keeps the event and warns that nothing raises it.</summary>
    public static void Keep(TemplateEvent read, StackBuilder stack)
    {
        stack.Add(read.ToSource(stack.StackName, NodeJson.From(stack.Evaluator.Resolve(read.Properties.Map))));
        stack.Problems.Warning(read.Line, $"{read.Owner}: events of the kind {read.Kind} are kept, but no trigger here serves them.");
    }

    /// <inheritdoc/>
    public void Read(TemplateEvent read, StackBuilder stack) => Keep(read, stack);
}

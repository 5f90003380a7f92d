using Triggers.Host.Templates.Resources;

namespace Triggers.Host.Templates.Events;

/// <summary>Reads the events of a kind. A new kind is a new implementation and a row of <see cref="EventReaders"/>.</summary>
internal interface IEventReader
{
    /// <summary>Adds the event to the stack, and reports what is wrong with it or left out.</summary>
    void Read(TemplateEvent read, StackBuilder stack);
}

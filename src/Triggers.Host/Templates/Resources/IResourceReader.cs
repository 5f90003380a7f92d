using Triggers.Host.Templates.Intrinsics;

namespace Triggers.Host.Templates.Resources;

/// <summary>Reads the resources of a type. A new type is a new implementation and a row of <see cref="ResourceReaders"/>.</summary>
internal interface IResourceReader
{
    /// <summary>True when SAM makes a resource of the name <c>{logical id}{suffix}</c> beside this one: <c>FunctionRole</c>.</summary>
    bool Generates(TemplateResource resource, string suffix);

    /// <summary>What the resource, or the one generated beside it, is called; null when it cannot be said, which has been reported.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="suffix">Empty for the resource itself, else one for which <see cref="Generates"/> is true.</param>
    /// <param name="evaluator">Resolves the properties that name it.</param>
    ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator);

    /// <summary>Adds what the resource means to the stack, and reports what is wrong with it or left out.</summary>
    void Read(TemplateResource resource, StackBuilder stack);
}

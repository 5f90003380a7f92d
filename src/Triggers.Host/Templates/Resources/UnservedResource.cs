using Triggers.Host.Templates.Intrinsics;

namespace Triggers.Host.Templates.Resources;

/// <summary>
/// Resources of a type that is not served: reported once each and left out. Their names and ARNs can be referred to all the
/// same, as functions often get them in their environment.
/// </summary>
internal sealed class UnservedResource : IResourceReader
{
    /// <inheritdoc/>
    public bool Generates(TemplateResource resource, string suffix) => false;

    /// <inheritdoc/>
    public ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator)
    {
        var scope = evaluator.Scope;
        if (!ResourceShapes.ByType.TryGetValue(resource.Type, out var shape))
            return Unknown(resource, scope);

        var properties = new PropertyReader(resource.LogicalId, resource.Properties, evaluator);
        var name = (shape.NameProperty.Length > 0 ? properties.Text(shape.NameProperty) : null)
            ?? NameMaker.For(scope.StackName, resource.LogicalId, longest: 64);
        if (shape.IsLowerCase)
            name = name.ToLowerInvariant();

        string Fill(string form) => form
            .Replace("{id}", NameMaker.Id(10, scope.StackName, resource.LogicalId), StringComparison.Ordinal)
            .Replace("{region}", scope.Identity.Region, StringComparison.Ordinal)
            .Replace("{account}", scope.Identity.AccountId, StringComparison.Ordinal)
            .Replace("{partition}", scope.Identity.Partition, StringComparison.Ordinal)
            .Replace("{suffix}", PseudoParameters.UrlSuffix(scope.Identity.Partition), StringComparison.Ordinal)
            .Replace("{name}", name, StringComparison.Ordinal);

        return ResourceNames.Of(Fill(shape.Ref), [.. shape.Attributes.Select(attribute => (attribute.Name, Fill(attribute.Form)))]);
    }

    /// <inheritdoc/>
    public void Read(TemplateResource resource, StackBuilder stack)
    {
        // Resolved for its errors: a reference that leads nowhere is one here too.
        stack.Evaluator.Resolve(resource.Properties);
        if (!resource.IsImplicit)
            stack.Problems.Warning(resource.Line, $"{resource.LogicalId}: {resource.Type} is not served here and is left out; what refers to it gets a made-up name.");
    }

    private static ResourceNames Unknown(TemplateResource resource, TemplateScope scope)
    {
        var name = NameMaker.For(scope.StackName, resource.LogicalId, longest: 64);
        var service = resource.Type.Split("::") is [_, var second, ..] ? second.ToLowerInvariant() : "custom";
        return ResourceNames.Of(name) with
        {
            Others = attribute => attribute.EndsWith("Arn", StringComparison.Ordinal) ? scope.Identity.Arn(service, name) : $"{name}.{attribute}",
        };
    }
}

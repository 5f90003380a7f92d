using Triggers.Host.Templates.Intrinsics;

namespace Triggers.Host.Templates.Resources;

/// <summary>
/// Resources that AWS needs and that make no difference here: the gateway may call every function of the stack, and a deployment
/// of an API is one with that of its stack. Read, for what they refer to, and not warned of.
/// </summary>
internal sealed class SettledResource : IResourceReader
{
    /// <summary>The types.</summary>
    public static readonly string[] Types = ["AWS::Lambda::Permission", "AWS::ApiGateway::Account", "AWS::ApiGatewayV2::Deployment", "AWS::CDK::Metadata"];

    /// <inheritdoc/>
    public bool Generates(TemplateResource resource, string suffix) => false;

    /// <inheritdoc/>
    public ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator)
    {
        var id = NameMaker.Id(10, evaluator.Scope.StackName, resource.LogicalId);
        return ResourceNames.Of(id, ("Id", id));
    }

    /// <inheritdoc/>
    public void Read(TemplateResource resource, StackBuilder stack) => stack.Evaluator.Resolve(resource.Properties);
}

using System.Collections.Frozen;
using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Resources;

namespace Triggers.Host.Templates.Apis;

/// <summary>
/// <c>AWS::ApiGateway::Resource</c>: a part of a path below another.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-resource.html
/// </summary>
internal sealed class RestApiPath : IResourceReader
{
    /// <summary>The type's name.</summary>
    public const string Type = "AWS::ApiGateway::Resource";

    private const int Deepest = 64;

    private static readonly FrozenSet<string> Known = FrozenSet.Create(StringComparer.Ordinal, "ParentId", "PathPart", "RestApiId");

    /// <summary>The path that an id stands for, or null when there is none.</summary>
    public static string? Find(string id, string apiId, StackBuilder stack)
    {
        var path = "";
        for (var depth = 0; depth < Deepest; depth++)
        {
            if (id == RestApiResource.RootOf(apiId))
                return path.Length == 0 ? "/" : path;

            if (stack.Evaluator.Scope.Resources.Values.FirstOrDefault(other => other.Type == Type && IdOf(other, stack.StackName) == id) is not { } part)
                return null;

            path = $"/{stack.Evaluator.Resolve(part.Properties["PathPart"]).Text}{path}";
            id = stack.Evaluator.Resolve(part.Properties["ParentId"]).Text;
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Generates(TemplateResource resource, string suffix) => false;

    /// <inheritdoc/>
    public ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator)
    {
        var id = IdOf(resource, evaluator.Scope.StackName);
        return ResourceNames.Of(id, ("ResourceId", id));
    }

    /// <inheritdoc/>
    public void Read(TemplateResource resource, StackBuilder stack)
    {
        var properties = new PropertyReader(resource.LogicalId, resource.Properties, stack.Evaluator);
        properties.WarnOfOthers(Type, Known);
        properties.FailMissing("RestApiId", "it is a Ref to the API");
        properties.FailMissing("ParentId", "it is the API's RootResourceId or a Ref to another resource");
        properties.FailMissing("PathPart", "it is one segment of a path, such as orders or {id}");
        if (ApiIds.Find(properties, "RestApiId", stack, RestApiResource.Type) is { } apiId && properties.Text("ParentId") is { } parent
            && Find(parent, apiId, stack) is null)
            properties.Fail("ParentId", $"must be the API's RootResourceId or a Ref to a resource of the type {Type} in this template, was '{parent}'.");
    }

    private static string IdOf(TemplateResource resource, string stack) => NameMaker.Id(6, stack, resource.LogicalId);
}

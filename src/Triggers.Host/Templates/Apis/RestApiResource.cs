using System.Collections.Frozen;
using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Resources;

namespace Triggers.Host.Templates.Apis;

/// <summary>
/// <c>AWS::ApiGateway::RestApi</c>: a REST API of CloudFormation or the CDK. Its paths, methods and stages are resources of their own.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html
/// </summary>
internal sealed class RestApiResource : IResourceReader
{
    /// <summary>The type's name.</summary>
    public const string Type = "AWS::ApiGateway::RestApi";

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "ApiKeySourceType", "BinaryMediaTypes", "Body", "BodyS3Location", "CloneFrom", "Description", "DisableExecuteApiEndpoint", "EndpointConfiguration",
        "FailOnWarnings", "MinimumCompressionSize", "Mode", "Name", "Parameters", "Policy", "Tags");

    private static readonly FrozenSet<string> WithoutEffect = FrozenSet.Create(
        StringComparer.Ordinal, "CloneFrom", "DisableExecuteApiEndpoint", "MinimumCompressionSize", "Policy");

    /// <summary>The id of an API's path <c>/</c>.</summary>
    public static string RootOf(string apiId) => NameMaker.Id(10, apiId, "/");

    /// <inheritdoc/>
    public bool Generates(TemplateResource resource, string suffix) => false;

    /// <inheritdoc/>
    public ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator)
    {
        var id = ApiIds.Of(evaluator.Scope.StackName, resource.LogicalId);
        return ResourceNames.Of(id, ("RestApiId", id), ("RootResourceId", RootOf(id)));
    }

    /// <inheritdoc/>
    public void Read(TemplateResource resource, StackBuilder stack)
    {
        var properties = new PropertyReader(resource.LogicalId, resource.Properties, stack.Evaluator);
        properties.WarnOfOthers(Type, Known);
        foreach (var entry in resource.Properties.Entries.Where(entry => WithoutEffect.Contains(entry.Name)))
            stack.Problems.Warning(entry.Line, $"{resource.LogicalId}: {entry.Name} has no effect here.");

        if (properties["BodyS3Location"].Kind == Syntax.NodeKind.Map)
            properties.Fail("BodyS3Location", "cannot be fetched here; put the document into Body.");

        properties.TextList("BinaryMediaTypes");
        OpenApiDocument.AddLater(resource, properties, "Body", ApiIds.Of(stack.StackName, resource.LogicalId), isRest: true, stack);
    }
}

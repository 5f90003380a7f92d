using System.Collections.Frozen;
using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Resources;

namespace Triggers.Host.Templates.Apis;

/// <summary>
/// <c>AWS::ApiGateway::Stage</c>, and <c>AWS::ApiGateway::Deployment</c>, which makes a stage when it names one.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html
/// </summary>
internal sealed class RestApiStage : IResourceReader
{
    /// <summary>The types' names.</summary>
    public const string Type = "AWS::ApiGateway::Stage";

    /// <summary>A deployment's type.</summary>
    public const string DeploymentType = "AWS::ApiGateway::Deployment";

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "AccessLogSetting", "CacheClusterEnabled", "CacheClusterSize", "CanarySetting", "ClientCertificateId", "DeploymentCanarySettings", "DeploymentId",
        "Description", "DocumentationVersion", "MethodSettings", "RestApiId", "StageDescription", "StageName", "Tags", "TracingEnabled", "Variables");

    private static readonly FrozenSet<string> WithoutEffect = FrozenSet.Create(
        StringComparer.Ordinal, "AccessLogSetting", "CacheClusterEnabled", "CanarySetting", "ClientCertificateId", "DeploymentCanarySettings", "MethodSettings");

    /// <inheritdoc/>
    public bool Generates(TemplateResource resource, string suffix) => false;

    /// <inheritdoc/>
    public ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator)
    {
        var id = NameMaker.Id(6, evaluator.Scope.StackName, resource.LogicalId);
        if (resource.Type == DeploymentType)
            return ResourceNames.Of(id, ("DeploymentId", id));

        return new PropertyReader(resource.LogicalId, resource.Properties, evaluator).Text("StageName") is { } name ? ResourceNames.Of(name) : null;
    }

    /// <inheritdoc/>
    public void Read(TemplateResource resource, StackBuilder stack)
    {
        var properties = new PropertyReader(resource.LogicalId, resource.Properties, stack.Evaluator);
        properties.WarnOfOthers(resource.Type, Known);
        foreach (var entry in resource.Properties.Entries.Where(entry => WithoutEffect.Contains(entry.Name)))
            stack.Problems.Warning(entry.Line, $"{resource.LogicalId}: {entry.Name} has no effect here.");

        properties.FailMissing("RestApiId", "it is a Ref to the API");
        if (resource.Type == Type)
            properties.FailMissing("StageName", "it is the first part of the path");

        if (ApiIds.Find(properties, "RestApiId", stack, RestApiResource.Type) is not { } apiId || properties.Text("StageName") is not { } name)
            return;

        var api = stack.Evaluator.Scope.Resources.Values.First(other => ApiIds.Of(stack.StackName, other.LogicalId) == apiId);
        var ofApi = new PropertyReader(api.LogicalId, api.Properties, stack.Evaluator);
        new ApiStage(resource.Line, resource.LogicalId, apiId, ofApi.Text("Name") ?? stack.StackName, name, properties.TextMap("Variables"))
        {
            BinaryMediaTypes = ofApi.TextList("BinaryMediaTypes"),
        }.AddTo(stack);
    }
}

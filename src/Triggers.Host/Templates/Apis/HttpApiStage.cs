using System.Collections.Frozen;
using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Resources;

namespace Triggers.Host.Templates.Apis;

/// <summary>
/// <c>AWS::ApiGatewayV2::Stage</c>.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html
/// </summary>
internal sealed class HttpApiStage : IResourceReader
{
    /// <summary>The type's name.</summary>
    public const string Type = "AWS::ApiGatewayV2::Stage";

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "AccessLogSettings", "AccessPolicyId", "ApiId", "AutoDeploy", "ClientCertificateId", "DefaultRouteSettings", "DeploymentId", "Description",
        "RouteSettings", "StageName", "StageVariables", "Tags");

    private static readonly FrozenSet<string> WithoutEffect = FrozenSet.Create(
        StringComparer.Ordinal, "AccessLogSettings", "AccessPolicyId", "ClientCertificateId", "DefaultRouteSettings", "RouteSettings");

    /// <inheritdoc/>
    public bool Generates(TemplateResource resource, string suffix) => false;

    /// <inheritdoc/>
    public ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator) =>
        new PropertyReader(resource.LogicalId, resource.Properties, evaluator).Text("StageName") is { } name ? ResourceNames.Of(name) : null;

    /// <inheritdoc/>
    public void Read(TemplateResource resource, StackBuilder stack)
    {
        var properties = new PropertyReader(resource.LogicalId, resource.Properties, stack.Evaluator);
        properties.WarnOfOthers(Type, Known);
        foreach (var entry in resource.Properties.Entries.Where(entry => WithoutEffect.Contains(entry.Name)))
            stack.Problems.Warning(entry.Line, $"{resource.LogicalId}: {entry.Name} has no effect here.");

        properties.FailMissing("ApiId", "it is a Ref to the API");
        properties.FailMissing("StageName", "it is $default, or the first part of the path");
        if (ApiIds.Find(properties, "ApiId", stack, HttpApiResource.Type) is not { } apiId || properties.Text("StageName") is not { } name)
            return;

        var api = stack.Evaluator.Scope.Resources.Values.First(other => ApiIds.Of(stack.StackName, other.LogicalId) == apiId);
        var ofApi = new PropertyReader(api.LogicalId, api.Properties, stack.Evaluator);
        new ApiStage(resource.Line, resource.LogicalId, apiId, HttpApiResource.NameOf(ofApi, stack), name, properties.TextMap("StageVariables"))
        {
            Cors = CorsRules.Of(ofApi, "CorsConfiguration"),
        }.AddTo(stack);
    }
}

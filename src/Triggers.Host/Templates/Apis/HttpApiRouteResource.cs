using System.Collections.Frozen;
using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Resources;

namespace Triggers.Host.Templates.Apis;

/// <summary>
/// <c>AWS::ApiGatewayV2::Route</c>: its key, and by its target the integration that says which function it calls.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html
/// </summary>
internal sealed class HttpApiRouteResource : IResourceReader
{
    /// <summary>The type's name.</summary>
    public const string Type = "AWS::ApiGatewayV2::Route";

    private const string TargetStart = "integrations/";

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "ApiId", "ApiKeyRequired", "AuthorizationScopes", "AuthorizationType", "AuthorizerId", "ModelSelectionExpression", "OperationName",
        "RequestModels", "RequestParameters", "RouteKey", "RouteResponseSelectionExpression", "Target");

    /// <inheritdoc/>
    public bool Generates(TemplateResource resource, string suffix) => false;

    /// <inheritdoc/>
    public ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator)
    {
        var id = NameMaker.Id(7, evaluator.Scope.StackName, resource.LogicalId);
        return ResourceNames.Of(id, ("RouteId", id));
    }

    /// <inheritdoc/>
    public void Read(TemplateResource resource, StackBuilder stack)
    {
        var properties = new PropertyReader(resource.LogicalId, resource.Properties, stack.Evaluator);
        properties.WarnOfOthers(Type, Known);
        properties.FailMissing("ApiId", "it is a Ref to the API");
        properties.FailMissing("Target", "it is integrations/ and a Ref to the integration");
        var apiId = ApiIds.Find(properties, "ApiId", stack, HttpApiResource.Type);
        if (RouteKey.Read(properties, "RouteKey") is not var (method, path) || apiId is null || properties.Text("Target") is not { } target)
            return;

        var authorizer = HttpApiAuthorizer.Of(properties, stack);
        var integration = !target.StartsWith(TargetStart, StringComparison.Ordinal) ? null : stack.Evaluator.Scope.Resources.Values.FirstOrDefault(other =>
            other.Type == HttpApiIntegration.Type && HttpApiIntegration.IdOf(other, stack.StackName) == target[TargetStart.Length..]);
        if (integration is null)
            properties.Fail("Target", $"must be integrations/ and a Ref to an {HttpApiIntegration.Type} of this template, was '{target}'.");
        else if (HttpApiIntegration.FunctionOf(integration, stack) is var (function, format, timeout))
            new ApiRoute(resource.Line, resource.LogicalId, apiId, method, path, function) { Format = format, TimeoutInMillis = timeout, Authorizer = authorizer }.AddTo(stack);
    }
}

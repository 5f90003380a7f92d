using System.Collections.Frozen;
using Triggers.Host.Templates.Events;
using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Resources;

namespace Triggers.Host.Templates.Apis;

/// <summary>
/// <c>AWS::ApiGateway::Method</c>: a route of a REST API with the function behind it.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html
/// </summary>
internal sealed class RestApiMethod : IResourceReader
{
    /// <summary>The type's name.</summary>
    public const string Type = "AWS::ApiGateway::Method";

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "ApiKeyRequired", "AuthorizationScopes", "AuthorizationType", "AuthorizerId", "HttpMethod", "Integration", "MethodResponses", "OperationName",
        "RequestModels", "RequestParameters", "RequestValidatorId", "ResourceId", "RestApiId");

    /// <inheritdoc/>
    public bool Generates(TemplateResource resource, string suffix) => false;

    /// <inheritdoc/>
    public ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator) =>
        ResourceNames.Of(NameMaker.Id(6, evaluator.Scope.StackName, resource.LogicalId));

    /// <inheritdoc/>
    public void Read(TemplateResource resource, StackBuilder stack)
    {
        var properties = new PropertyReader(resource.LogicalId, resource.Properties, stack.Evaluator);
        properties.WarnOfOthers(Type, Known);
        properties.FailMissing("RestApiId", "it is a Ref to the API");
        properties.FailMissing("ResourceId", "it is the API's RootResourceId or a Ref to a resource of it");
        properties.FailMissing("HttpMethod", "it is the method of the route, or ANY");
        if (properties.Inner("Integration") is not { } integration)
        {
            properties.FailMissing("Integration", "it says which function is called");
            return;
        }

        if (integration.Text("Type") is { } kind && kind != "AWS_PROXY")
        {
            stack.Problems.Warning(integration.LineOf("Type"), $"{resource.LogicalId}: integrations of the type {kind} are not served here; the route is left out.");
            return;
        }

        var timeout = integration.Number("TimeoutInMillis", 50, 29000);
        integration.FailMissing("Uri", "it is the ARN of API Gateway's that has the function's in it");
        var method = RouteMethod.Read(properties, "HttpMethod");
        if (ApiIds.Find(properties, "RestApiId", stack, RestApiResource.Type) is not { } apiId || method is null
            || properties.Text("ResourceId") is not { } id || integration.Text("Uri") is not { } uri)
            return;

        if (RestApiPath.Find(id, apiId, stack) is not { } path)
            properties.Fail("ResourceId", $"must be the API's RootResourceId or a Ref to a resource of the type {RestApiPath.Type} in this template, was '{id}'.");
        else if (RoutePath.ProblemOf(path) is { } problem)
            properties.Fail("ResourceId", $"is a path that {problem}");
        else if (IntegrationTarget.Find(uri, stack.Evaluator.Scope.Identity) is { } function)
            new ApiRoute(resource.Line, resource.LogicalId, apiId, method, path, function)
            {
                IsRest = true,
                TimeoutInMillis = timeout,
                Authorizer = properties.Text("AuthorizationType") is { } type && type != "NONE"
                    ? RouteAuthorizer.Closed(properties.LineOf("AuthorizationType"), type, resource.LogicalId, stack) : null,
            }.AddTo(stack);
        else
            integration.Fail("Uri", $"must name a function, was '{uri}'.");
    }
}

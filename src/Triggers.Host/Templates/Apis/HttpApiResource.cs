using System.Collections.Frozen;
using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Resources;

namespace Triggers.Host.Templates.Apis;

/// <summary>
/// <c>AWS::ApiGatewayV2::Api</c>: an HTTP API of CloudFormation or the CDK. Its stages and routes are resources of their own.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
/// </summary>
internal sealed class HttpApiResource : IResourceReader
{
    /// <summary>The type's name.</summary>
    public const string Type = "AWS::ApiGatewayV2::Api";

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "ApiKeySelectionExpression", "BasePath", "Body", "BodyS3Location", "CorsConfiguration", "CredentialsArn", "Description", "DisableExecuteApiEndpoint",
        "DisableSchemaValidation", "FailOnWarnings", "IpAddressType", "Name", "ProtocolType", "RouteKey", "RouteSelectionExpression", "Tags", "Target", "Version");

    private static readonly FrozenSet<string> WithoutEffect = FrozenSet.Create(
        StringComparer.Ordinal, "ApiKeySelectionExpression", "BasePath", "CredentialsArn", "DisableExecuteApiEndpoint", "RouteSelectionExpression");

    /// <inheritdoc/>
    public bool Generates(TemplateResource resource, string suffix) => false;

    /// <inheritdoc/>
    public ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator)
    {
        var id = ApiIds.Of(evaluator.Scope.StackName, resource.LogicalId);
        return ResourceNames.Of(id, ("ApiId", id), ("ApiEndpoint", ApiIds.Endpoint(id, evaluator.Scope)));
    }

    /// <inheritdoc/>
    public void Read(TemplateResource resource, StackBuilder stack)
    {
        var properties = new PropertyReader(resource.LogicalId, resource.Properties, stack.Evaluator);
        properties.WarnOfOthers(Type, Known);
        foreach (var entry in resource.Properties.Entries.Where(entry => WithoutEffect.Contains(entry.Name)))
            stack.Problems.Warning(entry.Line, $"{resource.LogicalId}: {entry.Name} has no effect here.");

        if (properties.Text("ProtocolType") is { } protocol && protocol != "HTTP")
        {
            properties.Fail("ProtocolType", $"must be HTTP, other kinds of APIs are not served here, was '{protocol}'.");
            return;
        }

        if (properties.Text("BodyS3Location") is not null)
            properties.Fail("BodyS3Location", "cannot be fetched here; put the document into Body.");

        var apiId = ApiIds.Of(stack.StackName, resource.LogicalId);
        if (properties.Text("Target") is { } target)
            AddQuickRoute(resource, properties, target, apiId, stack);

        OpenApiDocument.AddLater(resource, properties, "Body", apiId, isRest: false, stack);
        if (HasStage(apiId, stack))
            return;

        stack.Problems.Warning(resource.Line, $"{resource.LogicalId}: no stage of this API is in the template; it gets the stage $default.");
        new ApiStage(resource.Line, resource.LogicalId, apiId, NameOf(properties, stack), "$default", FrozenDictionary<string, string>.Empty)
        {
            Cors = CorsRules.Of(properties, "CorsConfiguration"),
        }.AddTo(stack);
    }

    /// <summary>The name of an API.</summary>
    public static string NameOf(PropertyReader properties, StackBuilder stack) => properties.Text("Name") ?? stack.StackName;

    private static bool HasStage(string apiId, StackBuilder stack) => stack.Evaluator.Scope.Resources.Values.Any(resource =>
        resource.Type == HttpApiStage.Type && new PropertyReader(resource.LogicalId, resource.Properties, stack.Evaluator).Text("ApiId") == apiId);

    // An API made in one step: a function, and everything or one route leads to it.
    private static void AddQuickRoute(TemplateResource resource, PropertyReader properties, string target, string apiId, StackBuilder stack)
    {
        if (IntegrationTarget.Find(target, stack.Evaluator.Scope.Identity) is not { } function)
            properties.Fail("Target", $"must be the ARN of a function, other targets are not served here, was '{target}'.");
        else if (RouteKey.Read(properties, "RouteKey", "$default") is var (method, path))
            new ApiRoute(resource.Line, $"{resource.LogicalId}/Target", apiId, method, path, function).AddTo(stack);
    }
}

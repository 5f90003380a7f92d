using System.Collections.Frozen;
using Triggers.Contracts;
using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Resources;

namespace Triggers.Host.Templates.Apis;

/// <summary>
/// <c>AWS::ApiGatewayV2::Integration</c>: the function behind routes.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html
/// </summary>
internal sealed class HttpApiIntegration : IResourceReader
{
    /// <summary>The type's name.</summary>
    public const string Type = "AWS::ApiGatewayV2::Integration";

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "ApiId", "ConnectionId", "ConnectionType", "ContentHandlingStrategy", "CredentialsArn", "Description", "IntegrationMethod", "IntegrationSubtype",
        "IntegrationType", "IntegrationUri", "PassthroughBehavior", "PayloadFormatVersion", "RequestParameters", "RequestTemplates", "ResponseParameters",
        "TemplateSelectionExpression", "TimeoutInMillis", "TlsConfig");

    /// <summary>The integration's id.</summary>
    public static string IdOf(TemplateResource resource, string stack) => NameMaker.Id(7, stack, resource.LogicalId);

    /// <inheritdoc/>
    public bool Generates(TemplateResource resource, string suffix) => false;

    /// <inheritdoc/>
    public ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator)
    {
        var id = IdOf(resource, evaluator.Scope.StackName);
        return ResourceNames.Of(id, ("IntegrationId", id));
    }

    /// <inheritdoc/>
    public void Read(TemplateResource resource, StackBuilder stack)
    {
        var properties = new PropertyReader(resource.LogicalId, resource.Properties, stack.Evaluator);
        properties.WarnOfOthers(Type, Known);
        properties.FailMissing("ApiId", "it is a Ref to the API");
        ApiIds.Find(properties, "ApiId", stack, HttpApiResource.Type);
        properties.FailMissing("IntegrationType", "it is AWS_PROXY");
        if (properties.Text("IntegrationType") is { } type && type != "AWS_PROXY")
        {
            stack.Problems.Warning(properties.LineOf("IntegrationType"), $"{resource.LogicalId}: integrations of the type {type} are not served here; the routes to it are left out.");
            return;
        }

        properties.FailMissing("IntegrationUri", "it is the function's ARN");
        properties.Choice("PayloadFormatVersion", "1.0", "2.0");
        properties.Number("TimeoutInMillis", 50, 30000);
        if (properties.Text("IntegrationUri") is { } uri && IntegrationTarget.Find(uri, stack.Evaluator.Scope.Identity) is null)
            properties.Fail("IntegrationUri", $"must be the ARN of a function, was '{uri}'.");
    }

    /// <summary>The function, the payload format and the time-out of a good integration; what is wrong is reported where it is read.</summary>
    public static (FunctionReference Function, string Format, int? Timeout)? FunctionOf(TemplateResource resource, StackBuilder stack)
    {
        var evaluator = stack.Evaluator;
        var properties = resource.Properties;
        var uri = evaluator.Resolve(properties["IntegrationUri"]).Text;
        if (evaluator.Resolve(properties["IntegrationType"]).Text != "AWS_PROXY" || IntegrationTarget.Find(uri, evaluator.Scope.Identity) is not { } function)
            return null;

        var timeout = int.TryParse(evaluator.Resolve(properties["TimeoutInMillis"]).Text, out var milliseconds) ? milliseconds : (int?)null;
        return (function, evaluator.Resolve(properties["PayloadFormatVersion"]).Text is "2.0" or "2" ? "2.0" : "1.0", timeout);
    }
}

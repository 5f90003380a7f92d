using System.Collections.Frozen;
using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Apis;

/// <summary>
/// <c>AWS::ApiGatewayV2::Authorizer</c>, which routes name by its id.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html
/// </summary>
internal sealed class HttpApiAuthorizer : IResourceReader
{
    /// <summary>The type's name.</summary>
    public const string Type = "AWS::ApiGatewayV2::Authorizer";

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "ApiId", "AuthorizerCredentialsArn", "AuthorizerPayloadFormatVersion", "AuthorizerResultTtlInSeconds", "AuthorizerType", "AuthorizerUri",
        "EnableSimpleResponses", "IdentitySource", "IdentityValidationExpression", "JwtConfiguration", "Name");

    /// <summary>The authorizer of a route; null when it is open, or when something is wrong, which is reported.</summary>
    public static TemplateNode? Of(PropertyReader route, StackBuilder stack)
    {
        if (route.Text("AuthorizationType") is not { } type || type == "NONE")
            return null;

        if (type != "JWT")
            return RouteAuthorizer.Closed(route.LineOf("AuthorizationType"), type, route.Owner, stack);

        route.FailMissing("AuthorizerId", "it is a Ref to the authorizer");
        if (route.Text("AuthorizerId") is not { } id)
            return null;

        if (stack.Evaluator.Scope.Resources.Values.FirstOrDefault(other => other.Type == Type && IdOf(other, stack.StackName) == id) is not { } authorizer)
        {
            route.Fail("AuthorizerId", $"must be a Ref to a resource of the type {Type} in this template, was '{id}'.");
            return null;
        }

        var properties = new PropertyReader(authorizer.LogicalId, authorizer.Properties, stack.Evaluator);
        properties.FailMissing("JwtConfiguration", "it says the issuer and the audience of tokens");
        return properties.Inner("JwtConfiguration") is { } configuration
            ? RouteAuthorizer.OfJwt(configuration, properties.TextList("IdentitySource").FirstOrDefault(), route.TextList("AuthorizationScopes"))
            : null;
    }

    /// <inheritdoc/>
    public bool Generates(TemplateResource resource, string suffix) => false;

    /// <inheritdoc/>
    public ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator)
    {
        var id = IdOf(resource, evaluator.Scope.StackName);
        return ResourceNames.Of(id, ("AuthorizerId", id));
    }

    /// <inheritdoc/>
    public void Read(TemplateResource resource, StackBuilder stack)
    {
        var properties = new PropertyReader(resource.LogicalId, resource.Properties, stack.Evaluator);
        properties.WarnOfOthers(Type, Known);
        properties.FailMissing("AuthorizerType", "it is JWT or REQUEST");
        properties.Choice("AuthorizerType", "JWT", "REQUEST");
    }

    private static string IdOf(TemplateResource resource, string stack) => NameMaker.Id(6, stack, resource.LogicalId);
}

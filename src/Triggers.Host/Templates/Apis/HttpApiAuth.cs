using System.Collections.Frozen;
using Triggers.Host.Templates.Events;
using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Apis;

/// <summary>
/// <c>Auth</c> of SAM's HTTP APIs and of their events: which authorizer a route has.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapiauth.html
/// </summary>
internal static class HttpApiAuth
{
    private const string None = "NONE";
    private const string Iam = "AWS_IAM";

    private static readonly FrozenSet<string> OfApi = FrozenSet.Create(StringComparer.Ordinal, "Authorizers", "DefaultAuthorizer", "EnableIamAuthorizer");
    private static readonly FrozenSet<string> OfEvent = FrozenSet.Create(StringComparer.Ordinal, "AuthorizationScopes", "Authorizer", "InvokeRole");

    private static readonly FrozenSet<string> OfAuthorizer = FrozenSet.Create(
        StringComparer.Ordinal,
        "AuthorizationScopes", "AuthorizerPayloadFormatVersion", "EnableFunctionDefaultPermissions", "EnableSimpleResponses", "FunctionArn", "FunctionInvokeRole",
        "Identity", "IdentitySource", "JwtConfiguration");

    /// <summary>Warns of what an API's <c>Auth</c> has too much.</summary>
    public static void Check(PropertyReader api) => api.Inner("Auth")?.WarnOfOthers("an HTTP API's Auth", OfApi);

    /// <summary>The authorizer of an event's route; null when it is open, or when something is wrong, which is reported.</summary>
    public static TemplateNode? Of(TemplateEvent read, string apiId, StackBuilder stack)
    {
        var own = read.Properties.Inner("Auth");
        own?.WarnOfOthers("an HttpApi event's Auth", OfEvent);
        var api = stack.Evaluator.Scope.Resources.Values.FirstOrDefault(resource =>
            resource.Type == ServerlessHttpApi.Type && ApiIds.Of(stack.StackName, resource.LogicalId) == apiId);
        var auth = api is null ? null : new PropertyReader(api.LogicalId, api.Properties, stack.Evaluator).Inner("Auth");
        if ((own?.Text("Authorizer") ?? auth?.Text("DefaultAuthorizer")) is not { } name || name == None)
            return null;

        if (name == Iam)
            return RouteAuthorizer.Closed(read.Line, Iam, read.Owner, stack);

        var all = auth?.Inner("Authorizers");
        if (all is null || all.Map[name].Kind == NodeKind.Absent)
        {
            stack.Problems.Error(read.Line, $"{read.Owner}: the authorizer '{name}' is not among the Authorizers of its API.");
            return null;
        }

        return all.Inner(name) is { } authorizer ? Of(authorizer, own, read, stack) : null;
    }

    private static TemplateNode? Of(PropertyReader authorizer, PropertyReader? own, TemplateEvent read, StackBuilder stack)
    {
        authorizer.WarnOfOthers("an authorizer", OfAuthorizer);
        if (authorizer.Map["FunctionArn"].Kind != NodeKind.Absent)
            return RouteAuthorizer.Closed(read.Line, "REQUEST", read.Owner, stack);

        authorizer.FailMissing("JwtConfiguration", "it says the issuer and the audience of tokens");
        var scopes = own is not null && own.Map["AuthorizationScopes"].Kind != NodeKind.Absent ? own.TextList("AuthorizationScopes") : authorizer.TextList("AuthorizationScopes");
        return authorizer.Inner("JwtConfiguration") is { } configuration ? RouteAuthorizer.OfJwt(configuration, authorizer.Text("IdentitySource"), scopes) : null;
    }
}

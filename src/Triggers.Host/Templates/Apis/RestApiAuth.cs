using Triggers.Host.Templates.Events;
using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Apis;

/// <summary>
/// <c>Auth</c> of SAM's REST APIs and of their events. None of it is served yet, so a route that has an authorizer is kept closed.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html
/// </summary>
internal static class RestApiAuth
{
    /// <summary>The authorizer of an event's route; null when it is open.</summary>
    public static TemplateNode? Of(TemplateEvent read, string apiId, StackBuilder stack)
    {
        var own = read.Properties.Inner("Auth");
        if (own?.Text("ApiKeyRequired") == "true")
            stack.Problems.Warning(own.LineOf("ApiKeyRequired"), $"{read.Owner}: Auth.ApiKeyRequired has no effect here.");

        var api = stack.Evaluator.Scope.Resources.Values.FirstOrDefault(resource =>
            resource.Type == ServerlessApi.Type && ApiIds.Of(stack.StackName, resource.LogicalId) == apiId);
        var auth = api is null ? null : new PropertyReader(api.LogicalId, api.Properties, stack.Evaluator).Inner("Auth");
        var name = own?.Text("Authorizer") ?? auth?.Text("DefaultAuthorizer");
        return name is null or "NONE" ? null : RouteAuthorizer.Closed(read.Line, name == "AWS_IAM" ? name : "REQUEST", read.Owner, stack);
    }
}

using Triggers.Host.Templates.Events;
using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Apis;

/// <summary>
/// The routes of an API as an OpenAPI document tells them: an operation with <c>x-amazon-apigateway-integration</c> is a route.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
/// </summary>
internal static class OpenApiDocument
{
    private const string Integration = "x-amazon-apigateway-integration";

    /// <summary>Adds the routes of the document in a property once all resources are read: an event that says the same route goes first.</summary>
    public static void AddLater(TemplateResource api, PropertyReader properties, string name, string apiId, bool isRest, StackBuilder stack)
    {
        var document = properties[name];
        if (document.IsNothing)
            return;

        if (document.Kind != NodeKind.Map)
            properties.Fail(name, $"must be a map, an OpenAPI document, was {document.Describe()}.");
        else
            stack.Later(() => Add(api, document, apiId, isRest, stack));
    }

    private static void Add(TemplateResource api, TemplateNode document, string apiId, bool isRest, StackBuilder stack)
    {
        foreach (var path in document["paths"].Entries)
        {
            foreach (var operation in path.Value.Entries.Where(operation => operation.Value[Integration].Kind == NodeKind.Map))
            {
                var owner = $"{api.LogicalId}: {operation.Name} {path.Name}";
                var integration = operation.Value[Integration];
                var isDefault = !isRest && path.Name is "/$default" or "$default";
                if (RouteMethod.Find(operation.Name) is not { } method)
                    stack.Problems.Error(operation.Line, $"{owner}: '{operation.Name}' is no method.");
                else if (!isDefault && RoutePath.ProblemOf(path.Name) is { } problem)
                    stack.Problems.Error(path.Line, $"{owner}: the path {problem}");
                else if (!integration["type"].Text.Equals("aws_proxy", StringComparison.OrdinalIgnoreCase))
                    stack.Problems.Warning(operation.Line, $"{owner}: integrations of the type {integration["type"].Text} are not served here; the route is left out.");
                else if (IntegrationTarget.Find(integration["uri"].Text, stack.Evaluator.Scope.Identity) is not { } function)
                    stack.Problems.Error(operation.Line, $"{owner}: uri must be the ARN of a function, was {integration["uri"].Describe()}.");
                else if (!stack.HasRoute(apiId, isDefault ? RouteMethod.Any : method, isDefault ? "$default" : path.Name))
                    new ApiRoute(operation.Line, $"{api.LogicalId}/{method} {path.Name}", apiId, isDefault ? RouteMethod.Any : method, isDefault ? "$default" : path.Name, function)
                    {
                        IsRest = isRest,
                        Format = integration["payloadFormatVersion"].Text is "2.0" or "2" ? "2.0" : "1.0",
                        TimeoutInMillis = int.TryParse(integration["timeoutInMillis"].Text, out var timeout) ? timeout : null,
                    }.AddTo(stack);
            }
        }
    }
}

using System.Collections.Frozen;
using System.Globalization;
using Triggers.Host.Templates.Apis;
using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Events;

/// <summary>
/// <c>Api</c>: a route of a REST API.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-api.html
/// </summary>
internal sealed class ApiEvent : IEventReader
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal, "Auth", "Method", "Path", "RequestModel", "RequestParameters", "ResponseTransferMode", "RestApiId", "TimeoutInMillis");

    private static readonly FrozenSet<string> WithoutEffect = FrozenSet.Create(
        StringComparer.Ordinal, "RequestModel", "RequestParameters", "ResponseTransferMode");

    /// <inheritdoc/>
    public void Read(TemplateEvent read, StackBuilder stack)
    {
        var properties = read.Properties;
        properties.WarnOfOthers("an Api event", Known);
        foreach (var entry in properties.Map.Entries.Where(entry => WithoutEffect.Contains(entry.Name)))
            stack.Problems.Warning(entry.Line, $"{read.Owner}.{entry.Name} has no effect here.");

        // AWS's bounds: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
        var timeout = properties.Number("TimeoutInMillis", 50, 29000) ?? 29000;
        properties.FailMissing("Path", "it is the path of the route, such as /orders/{id}");
        properties.FailMissing("Method", "it is the method of the route, or ANY");
        var method = RouteMethod.Read(properties, "Method");
        var path = properties.Text("Path");
        if (path is not null && RoutePath.ProblemOf(path) is { } problem)
        {
            properties.Fail("Path", problem);
            return;
        }

        if (ApiOf(properties, stack) is not { } apiId || path is null || method is null || !stack.TakeRoute(read.Line, apiId, method, path))
            return;

        var members = new List<(string Name, TemplateNode Value)>
        {
            ("ApiId", TemplateNode.OfText(read.Line, apiId)),
            ("Method", TemplateNode.OfText(read.Line, method)),
            ("Path", TemplateNode.OfText(read.Line, path)),
            ("TimeoutInMillis", TemplateNode.OfText(read.Line, timeout.ToString(CultureInfo.InvariantCulture), isPlain: true)),
        };
        if (RestApiAuth.Of(read, apiId, stack) is { } authorizer)
            members.Add(("Authorizer", authorizer));

        stack.Add(read.ToSource(stack.StackName, EventProperties.Of([.. members])));
    }

    private static string? ApiOf(PropertyReader properties, StackBuilder stack)
    {
        if (properties.Map["RestApiId"].Kind is NodeKind.Absent or NodeKind.Null)
            return ApiIds.Of(stack.StackName, ServerlessApi.ImplicitId);

        return ApiIds.Find(properties, "RestApiId", stack, ServerlessApi.Type);
    }
}

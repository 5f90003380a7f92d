using System.Collections.Frozen;
using System.Globalization;
using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Events;

/// <summary>
/// <c>HttpApi</c>: a route of an HTTP API.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-httpapi.html
/// </summary>
internal sealed class HttpApiEvent : IEventReader
{
    private const string DefaultRoute = "$default";

    private static readonly FrozenSet<string> Methods = FrozenSet.Create(
        StringComparer.Ordinal, "ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal, "ApiId", "Auth", "Method", "Path", "PayloadFormatVersion", "RouteSettings", "TimeoutInMillis");

    /// <inheritdoc/>
    public void Read(TemplateEvent read, StackBuilder stack)
    {
        var properties = read.Properties;
        properties.WarnOfOthers("an HttpApi event", Known);
        foreach (var entry in properties.Map.Entries.Where(entry => entry.Name is "Auth" or "RouteSettings"))
            stack.Problems.Warning(entry.Line, $"{read.Owner}.{entry.Name} has no effect here.");

        // AWS's bounds: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
        var timeout = properties.Number("TimeoutInMillis", 50, 30000) ?? 30000;
        var version = properties.Choice("PayloadFormatVersion", "1.0", "2.0") ?? "2.0";
        if (version == "1.0")
            stack.Problems.Warning(properties.LineOf("PayloadFormatVersion"), $"{read.Owner}.PayloadFormatVersion 1.0 is not served here: the route answers 500; 2.0 is.");

        if (ApiOf(properties, stack) is not { } apiId || RouteOf(properties, stack) is not var (method, path)
            || !stack.TakeRoute(read.Line, apiId, method, path))
            return;

        stack.Add(read.ToSource(stack.StackName, EventProperties.Of(
            ("ApiId", TemplateNode.OfText(read.Line, apiId)),
            ("Method", TemplateNode.OfText(read.Line, method)),
            ("Path", TemplateNode.OfText(read.Line, path)),
            ("PayloadFormatVersion", TemplateNode.OfText(read.Line, version)),
            ("TimeoutInMillis", TemplateNode.OfText(read.Line, timeout.ToString(CultureInfo.InvariantCulture), isPlain: true)))));
    }

    private static (string Method, string Path)? RouteOf(PropertyReader properties, StackBuilder stack)
    {
        var (hasPath, hasMethod) = (!properties["Path"].IsNothing, !properties["Method"].IsNothing);
        if (!hasPath && !hasMethod)
            return properties["Path"].Kind == NodeKind.Broken || properties["Method"].Kind == NodeKind.Broken ? null : ("ANY", DefaultRoute);

        if (hasPath != hasMethod)
        {
            properties.FailMissing(hasPath ? "Method" : "Path", "Path and Method stand together, or neither for the default route");
            return null;
        }

        if (properties.Text("Path") is not { } path || properties.Text("Method") is not { } text)
            return null;

        var method = text.Equals("x-amazon-apigateway-any-method", StringComparison.OrdinalIgnoreCase) ? "ANY" : text.ToUpperInvariant();
        var isGood = Methods.Contains(method);
        if (!isGood)
            properties.Fail("Method", $"must be one of {string.Join(", ", Methods.Order(StringComparer.Ordinal))}, was '{text}'.");

        if (path == DefaultRoute ? method != "ANY" : RoutePath.ProblemOf(path) is not null)
        {
            properties.Fail("Path", RoutePath.ProblemOf(path) is { } problem && path != DefaultRoute ? problem : "$default takes the method ANY only.");
            isGood = false;
        }

        return isGood ? (method, path) : null;
    }

    private static string? ApiOf(PropertyReader properties, StackBuilder stack)
    {
        if (properties.Map["ApiId"].Kind is NodeKind.Absent or NodeKind.Null)
            return ServerlessHttpApi.ApiId(stack.StackName, ServerlessHttpApi.ImplicitId);

        if (properties.Text("ApiId") is not { } given)
            return null;

        var isOurs = stack.Evaluator.Scope.Resources.Values.Any(resource =>
            resource.Type == ServerlessHttpApi.Type && ServerlessHttpApi.ApiId(stack.StackName, resource.LogicalId) == given);
        if (!isOurs)
            properties.Fail("ApiId", $"must be a Ref to a resource of the type {ServerlessHttpApi.Type} in this template, was '{given}'.");

        return isOurs ? given : null;
    }
}

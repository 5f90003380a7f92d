using System.Collections.Frozen;
using System.Globalization;
using Triggers.Host.Templates.Apis;
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

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal, "ApiId", "Auth", "Method", "Path", "PayloadFormatVersion", "RouteSettings", "TimeoutInMillis");

    /// <inheritdoc/>
    public void Read(TemplateEvent read, StackBuilder stack)
    {
        var properties = read.Properties;
        properties.WarnOfOthers("an HttpApi event", Known);
        foreach (var entry in properties.Map.Entries.Where(entry => entry.Name is "RouteSettings"))
            stack.Problems.Warning(entry.Line, $"{read.Owner}.{entry.Name} has no effect here.");

        // AWS's bounds: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
        var timeout = properties.Number("TimeoutInMillis", 50, 30000) ?? 30000;
        var version = properties.Choice("PayloadFormatVersion", "1.0", "2.0") ?? "2.0";
        if (ApiOf(properties, stack) is not { } apiId || RouteOf(properties, stack) is not var (method, path)
            || !stack.TakeRoute(read.Line, apiId, method, path))
            return;

        var members = new List<(string Name, TemplateNode Value)>
        {
            ("ApiId", TemplateNode.OfText(read.Line, apiId)),
            ("Method", TemplateNode.OfText(read.Line, method)),
            ("Path", TemplateNode.OfText(read.Line, path)),
            ("PayloadFormatVersion", TemplateNode.OfText(read.Line, version)),
            ("TimeoutInMillis", TemplateNode.OfText(read.Line, timeout.ToString(CultureInfo.InvariantCulture), isPlain: true)),
        };
        if (HttpApiAuth.Of(read, apiId, stack) is { } authorizer)
            members.Add(("Authorizer", authorizer));

        stack.Add(read.ToSource(stack.StackName, EventProperties.Of([.. members])));
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

        var method = RouteMethod.Read(properties, "Method");
        if (properties.Text("Path") is not { } path)
            return null;

        if (path == DefaultRoute ? method is not (null or RouteMethod.Any) : RoutePath.ProblemOf(path) is not null)
        {
            properties.Fail("Path", RoutePath.ProblemOf(path) is { } problem && path != DefaultRoute ? problem : "$default takes the method ANY only.");
            return null;
        }

        return method is null ? null : (method, path);
    }

    private static string? ApiOf(PropertyReader properties, StackBuilder stack)
    {
        if (properties.Map["ApiId"].Kind is NodeKind.Absent or NodeKind.Null)
            return ApiIds.Of(stack.StackName, ServerlessHttpApi.ImplicitId);

        return ApiIds.Find(properties, "ApiId", stack, ServerlessHttpApi.Type);
    }
}

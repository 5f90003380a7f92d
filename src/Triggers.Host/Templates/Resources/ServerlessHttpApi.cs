using System.Collections.Frozen;
using Triggers.Contracts;
using Triggers.Host.Templates.Apis;
using Triggers.Host.Templates.Events;
using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Resources;

/// <summary>
/// <c>AWS::Serverless::HttpApi</c>, also the one SAM makes by itself for events that name no API.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html
/// </summary>
internal sealed class ServerlessHttpApi : IResourceReader
{
    /// <summary>The type's name.</summary>
    public const string Type = "AWS::Serverless::HttpApi";

    /// <summary>The logical id of the API that SAM makes by itself.</summary>
    public const string ImplicitId = "ServerlessHttpApi";

    private const string DefaultStage = "$default";

    private static readonly FrozenSet<string> Served = FrozenSet.Create(StringComparer.Ordinal, "Auth", "CorsConfiguration", "DefinitionBody", "Name", "StageName", "StageVariables");

    private static readonly FrozenSet<string> WithoutEffect = FrozenSet.Create(
        StringComparer.Ordinal,
        "AccessLogSettings", "DefaultRouteSettings", "DefinitionUri", "Description",
        "DisableExecuteApiEndpoint", "Domain", "FailOnWarnings", "PropagateTags", "RouteSettings", "Tags");

    /// <inheritdoc/>
    public bool Generates(TemplateResource resource, string suffix) => suffix is ".Stage" or "ApiGatewayDefaultStage" or "Stage";

    /// <inheritdoc/>
    public ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator)
    {
        if (suffix.Length > 0)
            return ResourceNames.Of(new PropertyReader(resource.LogicalId, resource.Properties, evaluator).Text("StageName") ?? DefaultStage);

        var scope = evaluator.Scope;
        var id = ApiIds.Of(scope.StackName, resource.LogicalId);
        return ResourceNames.Of(id, ("ApiId", id), ("ApiEndpoint", ApiIds.Endpoint(id, scope)));
    }

    /// <inheritdoc/>
    public void Read(TemplateResource resource, StackBuilder stack)
    {
        var properties = new PropertyReader(resource.LogicalId, resource.Properties, stack.Evaluator);
        properties.WarnOfOthers(Type, FrozenSet.Create(StringComparer.Ordinal, [.. Served, .. WithoutEffect]));
        foreach (var entry in resource.Properties.Entries.Where(entry => WithoutEffect.Contains(entry.Name)))
            stack.Problems.Warning(entry.Line, $"{resource.LogicalId}: {entry.Name} has no effect here.");

        HttpApiAuth.Check(properties);
        var line = resource.Line;
        var variables = properties.TextMap("StageVariables").Select(pair => new TemplateEntry(pair.Key, line, TemplateNode.OfText(line, pair.Value)));
        var members = new List<(string Name, TemplateNode Value)>
        {
            ("ApiId", TemplateNode.OfText(line, ApiIds.Of(stack.StackName, resource.LogicalId))),
            ("Name", TemplateNode.OfText(line, properties.Text("Name") ?? stack.StackName)),
            ("StageName", TemplateNode.OfText(line, properties.Text("StageName") ?? DefaultStage)),
            ("StageVariables", TemplateNode.OfMap(line, variables)),
        };
        if (CorsRules.Of(properties, "CorsConfiguration") is { } cors)
            members.Add(("Cors", cors));

        OpenApiDocument.AddLater(resource, properties, "DefinitionBody", ApiIds.Of(stack.StackName, resource.LogicalId), isRest: false, stack);
        stack.Add(new EventSource
        {
            Id = $"{stack.StackName}/{resource.LogicalId}",
            Kind = EventSourceKinds.HttpApi,
            Stack = stack.StackName,
            Properties = EventProperties.Of([.. members]),
        });
    }
}

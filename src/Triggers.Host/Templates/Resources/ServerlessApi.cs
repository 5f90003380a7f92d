using System.Collections.Frozen;
using Triggers.Host.Templates.Apis;
using Triggers.Host.Templates.Intrinsics;

namespace Triggers.Host.Templates.Resources;

/// <summary>
/// <c>AWS::Serverless::Api</c>, a REST API, also the one SAM makes by itself for events that name no API.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html
/// </summary>
internal sealed class ServerlessApi : IResourceReader
{
    /// <summary>The type's name.</summary>
    public const string Type = "AWS::Serverless::Api";

    /// <summary>The logical id of the API that SAM makes by itself.</summary>
    public const string ImplicitId = "ServerlessRestApi";

    private const string ImplicitStage = "Prod";

    private static readonly FrozenSet<string> Served = FrozenSet.Create(
        StringComparer.Ordinal, "Auth", "BinaryMediaTypes", "Cors", "DefinitionBody", "Name", "StageName", "Variables");

    private static readonly FrozenSet<string> WithoutEffect = FrozenSet.Create(
        StringComparer.Ordinal,
        "AccessLogSetting", "AlwaysDeploy", "ApiKeySourceType", "CacheClusterEnabled", "CacheClusterSize", "CanarySetting",
        "DefinitionUri", "Description", "DisableExecuteApiEndpoint", "Domain", "EndpointAccessMode", "EndpointConfiguration", "FailOnWarnings",
        "GatewayResponses", "MergeDefinitions", "MethodSettings", "MinimumCompressionSize", "Mode", "Models", "OpenApiVersion", "Policy",
        "PropagateTags", "SecurityPolicy", "Tags", "TracingEnabled");

    /// <inheritdoc/>
    public bool Generates(TemplateResource resource, string suffix) =>
        suffix is ".Stage" or ".Deployment" or "Deployment" || suffix.EndsWith("Stage", StringComparison.Ordinal);

    /// <inheritdoc/>
    public ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator)
    {
        if (suffix.EndsWith("Stage", StringComparison.Ordinal))
            return ResourceNames.Of(StageOf(new PropertyReader(resource.LogicalId, resource.Properties, evaluator), resource) ?? ImplicitStage);

        var id = ApiIds.Of(evaluator.Scope.StackName, resource.LogicalId);
        return suffix.Length > 0 ? ResourceNames.Of(NameMaker.Id(6, id)) : ResourceNames.Of(id, ("RestApiId", id), ("RootResourceId", NameMaker.Id(10, id, "/")));
    }

    /// <inheritdoc/>
    public void Read(TemplateResource resource, StackBuilder stack)
    {
        var properties = new PropertyReader(resource.LogicalId, resource.Properties, stack.Evaluator);
        properties.WarnOfOthers(Type, FrozenSet.Create(StringComparer.Ordinal, [.. Served, .. WithoutEffect]));
        foreach (var entry in resource.Properties.Entries.Where(entry => WithoutEffect.Contains(entry.Name)))
            stack.Problems.Warning(entry.Line, $"{resource.LogicalId}: {entry.Name} has no effect here.");

        if (!resource.IsImplicit)
            properties.FailMissing("StageName", "it is the first part of the path, such as Prod");

        if (StageOf(properties, resource) is not { } stage)
            return;

        var apiId = ApiIds.Of(stack.StackName, resource.LogicalId);
        new ApiStage(resource.Line, resource.LogicalId, apiId, properties.Text("Name") ?? stack.StackName, stage, properties.TextMap("Variables"))
        {
            BinaryMediaTypes = properties.TextList("BinaryMediaTypes"),
            Cors = CorsRules.OfRest(properties, "Cors"),
        }.AddTo(stack);
        OpenApiDocument.AddLater(resource, properties, "DefinitionBody", apiId, isRest: true, stack);
    }

    private static string? StageOf(PropertyReader properties, TemplateResource resource)
    {
        var stage = properties.Text("StageName") ?? (resource.IsImplicit ? ImplicitStage : null);
        if (stage is null || (stage.Length > 0 && stage.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')))
            return stage;

        properties.Fail("StageName", $"must have letters, digits, '-' and '_' only, was '{stage}'.");
        return null;
    }
}

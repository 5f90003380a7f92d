using System.Collections.Frozen;

namespace Triggers.Host.Templates.Sections;

/// <summary>
/// Which keys each part of <c>Globals</c> supports.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
/// </summary>
internal static class GlobalsKeys
{
    /// <summary>The keys by part.</summary>
    public static readonly FrozenDictionary<string, string[]> BySection = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Function"] =
        [
            "Architectures", "AssumeRolePolicyDocument", "AutoPublishAlias", "AutoPublishAliasAllProperties", "CapacityProviderConfig",
            "CodeSigningConfigArn", "CodeUri", "DeadLetterQueue", "DeploymentPreference", "Description", "DurableConfig", "Environment",
            "EphemeralStorage", "EventInvokeConfig", "FileSystemConfigs", "FunctionScalingConfig", "FunctionUrlConfig", "Handler", "KmsKeyArn",
            "Layers", "LoggingConfig", "MemorySize", "PermissionsBoundary", "PropagateTags", "ProvisionedConcurrencyConfig",
            "PublishToLatestPublished", "RecursiveLoop", "ReservedConcurrentExecutions", "RolePath", "Runtime", "RuntimeManagementConfig",
            "SnapStart", "SourceKMSKeyArn", "Tags", "TenancyConfig", "Timeout", "Tracing", "VersionDeletionPolicy", "VpcConfig",
        ],
        ["Api"] =
        [
            "AccessLogSetting", "AlwaysDeploy", "Auth", "BinaryMediaTypes", "CacheClusterEnabled", "CacheClusterSize", "CanarySetting", "Cors",
            "DefinitionUri", "Domain", "EndpointConfiguration", "GatewayResponses", "MergeDefinitions", "MethodSettings",
            "MinimumCompressionSize", "Name", "OpenApiVersion", "PropagateTags", "SecurityPolicy", "TracingEnabled", "Variables",
        ],
        ["HttpApi"] =
        [
            "AccessLogSettings", "Auth", "CorsConfiguration", "DefaultRouteSettings", "Domain", "FailOnWarnings", "PropagateTags",
            "RouteSettings", "StageVariables", "Tags",
        ],
        ["SimpleTable"] = ["SSESpecification"],
        ["StateMachine"] = ["PropagateTags"],
        ["LayerVersion"] = ["PublishLambdaVersion"],
        ["CapacityProvider"] = ["CapacityProviderScalingConfig", "InstanceRequirements", "KmsKeyArn", "OperatorRole", "PropagateTags", "Tags", "VpcConfig"],
        ["WebSocketApi"] =
        [
            "AccessLogSettings", "ApiKeySelectionExpression", "DefaultRouteSettings", "DisableExecuteApiEndpoint", "DisableSchemaValidation",
            "Domain", "IpAddressType", "PropagateTags", "RouteSelectionExpression", "RouteSettings", "StageVariables", "Tags",
        ],
    }.ToFrozenDictionary(StringComparer.Ordinal);
}

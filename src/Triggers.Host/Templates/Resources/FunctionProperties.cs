using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Triggers.Host.Templates.Problems;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Resources;

/// <summary>Which properties of a function are served, which are kept and shown only, and which have no effect.</summary>
internal static class FunctionProperties
{
    private static readonly FrozenSet<string> Served = FrozenSet.Create(
        StringComparer.Ordinal,
        "Architectures", "CodeUri", "DeadLetterQueue", "Description", "Environment", "EphemeralStorage", "EventInvokeConfig", "Events",
        "FunctionName", "FunctionUrlConfig", "Handler", "InlineCode", "MemorySize", "PackageType", "ReservedConcurrentExecutions", "Role", "Runtime", "Tags",
        "Timeout", "Tracing");

    // What the Lambda API calls the properties it shows again.
    private static readonly FrozenDictionary<string, string> KeptAs = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["FileSystemConfigs"] = "FileSystemConfigs",
        ["KmsKeyArn"] = "KMSKeyArn",
        ["LoggingConfig"] = "LoggingConfig",
        ["SnapStart"] = "SnapStart",
        ["VpcConfig"] = "VpcConfig",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> WithoutEffect = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AssumeRolePolicyDocument"] = "roles are not checked",
        ["AutoPublishAlias"] = "events call the unpublished code, and no alias is made",
        ["AutoPublishAliasAllProperties"] = "no version is published",
        ["AutoPublishCodeSha256"] = "no version is published",
        ["CapacityProviderConfig"] = "functions run on this machine",
        ["CodeSigningConfigArn"] = "signatures of code are not checked",
        ["DeploymentPreference"] = "a deployment takes effect at once",
        ["DurableConfig"] = "executions are not durable",
        ["FunctionScalingConfig"] = "environments are started as calls come in",
        ["ImageConfig"] = "images are not run",
        ["ImageUri"] = "images are not run",
        ["Layers"] = "the layers' files are not there for the handler; put what it needs into its own folder",
        ["PermissionsBoundary"] = "roles are not checked",
        ["Policies"] = "the handler gets no AWS credentials",
        ["PropagateTags"] = "the function has its own tags only",
        ["ProvisionedConcurrencyConfig"] = "environments are started as calls come in",
        ["PublishToLatestPublished"] = "no version is published",
        ["RecursiveLoop"] = "loops are always stopped",
        ["RolePath"] = "roles are not checked",
        ["RuntimeManagementConfig"] = "the machine's own runtimes are used",
        ["SourceKMSKeyArn"] = "packages are not encrypted",
        ["TenancyConfig"] = "environments are not kept apart by tenant",
        ["VersionDeletionPolicy"] = "no version is published",
        ["VersionDescription"] = "no version is published",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Known = FrozenSet.Create(StringComparer.Ordinal, [.. Served, .. KeptAs.Keys, .. WithoutEffect.Keys]);

    /// <summary>Warns of everything that is left out.</summary>
    public static void Report(PropertyReader properties, string type, ProblemList problems)
    {
        properties.WarnOfOthers(type, Known);
        foreach (var entry in properties.Map.Entries)
        {
            if (WithoutEffect.TryGetValue(entry.Name, out var reason))
                problems.Warning(entry.Line, $"{properties.Owner}: {entry.Name} has no effect here: {reason}.");
            else if (KeptAs.ContainsKey(entry.Name))
                problems.Warning(entry.Line, $"{properties.Owner}: {entry.Name} is kept and shown, but has no effect here.");
        }
    }

    /// <summary>Properties that the Lambda API shows as they were given, by its names.</summary>
    public static ImmutableSortedDictionary<string, JsonElement> Kept(PropertyReader properties) => KeptAs
        .Select(pair => (Name: pair.Value, Value: properties[pair.Key]))
        .Where(pair => !pair.Value.IsNothing)
        .ToImmutableSortedDictionary(pair => pair.Name, pair => NodeJson.From(pair.Value), StringComparer.Ordinal);
}

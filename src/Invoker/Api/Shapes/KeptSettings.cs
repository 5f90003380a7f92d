using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api.Shapes;

/// <summary>
/// Settings that have no meaning on one's own machine but must come back as they were given, or tools that compare wanted and
/// actual state (Terraform, CDK) never come to rest.
/// </summary>
internal static class KeptSettings
{
    private const string SnapStartName = "SnapStart";
    private const string LogLevelsName = "LoggingConfig";

    private static readonly FrozenSet<string> Names =
        new[] { "VpcConfig", "KMSKeyArn", "FileSystemConfigs", "ImageConfig", SnapStartName }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What of a request's other members is kept, over what was kept before, if anything was.</summary>
    public static ImmutableSortedDictionary<string, JsonElement> Merge(
        ImmutableSortedDictionary<string, JsonElement>? before, Dictionary<string, JsonElement>? others, LoggingConfigShape? logging)
    {
        before ??= ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in others ?? [])
        {
            if (Names.Contains(name) && value.ValueKind != JsonValueKind.Null)
            {
                before = before.SetItem(name, value);
            }
        }

        return logging is null
            ? before
            : before.SetItem(LogLevelsName, JsonSerializer.SerializeToElement(
                new LoggingConfigShape { ApplicationLogLevel = logging.ApplicationLogLevel, SystemLogLevel = logging.SystemLogLevel },
                LambdaJson.Aws.LoggingConfigShape));
    }

    /// <summary>The kept settings that are shown as they are.</summary>
    public static Dictionary<string, JsonElement>? Shown(FunctionConfiguration function)
    {
        var shown = function.Kept.Where(kept => kept.Key is not (SnapStartName or LogLevelsName)).ToDictionary();
        return shown.Count == 0 ? null : shown;
    }

    /// <summary>SnapStart: as wanted, and never in effect.</summary>
    public static SnapStartShape SnapStart(FunctionConfiguration function) => new()
    {
        ApplyOn = function.Kept.TryGetValue(SnapStartName, out var kept) && kept.ValueKind == JsonValueKind.Object
            && kept.TryGetProperty("ApplyOn", out var applyOn) ? applyOn.ToString() : "None",
        OptimizationStatus = "Off",
    };

    /// <summary>Logging, with the levels that JSON logs have (default INFO).</summary>
    public static LoggingConfigShape Logging(FunctionConfiguration function)
    {
        var levels = function.Kept.TryGetValue(LogLevelsName, out var kept)
            ? kept.Deserialize(LambdaJson.Aws.LoggingConfigShape)!
            : new LoggingConfigShape();
        var isJson = function.LogFormat == "JSON";
        return new LoggingConfigShape
        {
            LogFormat = function.LogFormat,
            ApplicationLogLevel = isJson ? levels.ApplicationLogLevel ?? "INFO" : null,
            SystemLogLevel = isJson ? levels.SystemLogLevel ?? "INFO" : null,
            LogGroup = function.EffectiveLogGroup,
        };
    }
}

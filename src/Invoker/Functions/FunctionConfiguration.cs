using System.Collections.Immutable;
using System.Text.Json;

namespace Triggers.Invoker.Functions;

/// <summary>
/// Code and configuration of one version of a function, never changed in place: <c>$LATEST</c> is replaced, a published
/// version stays. Two configurations are the same code and settings exactly when their <see cref="RevisionId"/>s are equal.
/// Defaults and limits: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.
/// </summary>
public sealed record FunctionConfiguration
{
    /// <summary>The function's name.</summary>
    public required string FunctionName { get; init; }

    /// <summary><c>$LATEST</c> or the number of a published version.</summary>
    public required string Version { get; init; }

    /// <summary>Changes with every change; UUID.</summary>
    public required string RevisionId { get; init; }

    /// <summary>When this configuration came to be.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary><c>Zip</c> or <c>Image</c>.</summary>
    public string PackageType { get; init; } = "Zip";

    /// <summary>Runtime identifier (<c>python3.13</c>); null for images.</summary>
    public string? Runtime { get; init; }

    /// <summary><c>file.method</c>; null for images.</summary>
    public string? Handler { get; init; }

    /// <summary>The execution role's ARN.</summary>
    public string Role { get; init; } = "";

    /// <summary>Free text.</summary>
    public string Description { get; init; } = "";

    /// <summary>Seconds an invocation may take, 1 to 900.</summary>
    public int Timeout { get; init; } = 3;

    /// <summary>Megabytes, 128 to 10240.</summary>
    public int MemorySize { get; init; } = 128;

    /// <summary>Megabytes of <c>/tmp</c>, 512 to 10240.</summary>
    public int EphemeralStorageSize { get; init; } = 512;

    /// <summary>SHA-256 of the code package, lower-case hex: its place in the code store.</summary>
    public required string CodeSha256 { get; init; }

    /// <summary>Bytes of the package as uploaded.</summary>
    public required long CodeSize { get; init; }

    /// <summary><c>x86_64</c> or <c>arm64</c>.</summary>
    public ImmutableArray<string> Architectures { get; init; } = ["x86_64"];

    /// <summary>The function's own environment variables.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Layer version ARNs, in order.</summary>
    public ImmutableArray<string> Layers { get; init; } = [];

    /// <summary><c>PassThrough</c> or <c>Active</c>.</summary>
    public string TracingMode { get; init; } = "PassThrough";

    /// <summary><c>Text</c> or <c>JSON</c>.</summary>
    public string LogFormat { get; init; } = "Text";

    /// <summary>The log group; default <c>/aws/lambda/{name}</c>.</summary>
    public string? LogGroup { get; init; }

    /// <summary>Where dead events go, an ARN; or null.</summary>
    public string? DeadLetterTargetArn { get; init; }

    /// <summary>Settings that are kept and shown but mean nothing here (<c>VpcConfig</c>, <c>KMSKeyArn</c> …), by API name.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Kept { get; init; } = ImmutableSortedDictionary<string, JsonElement>.Empty;

    /// <summary>
    /// The lowest level of the function's own lines in JSON logs, <c>INFO</c> unless its <c>LoggingConfig</c> says otherwise; null with text logs.
    /// </summary>
    public string? ApplicationLogLevel => LogFormat == "JSON" ? KeptLogging("ApplicationLogLevel") ?? "INFO" : null;

    /// <summary>The log group in force.</summary>
    public string EffectiveLogGroup => LogGroup ?? $"/aws/lambda/{FunctionName}";

    /// <summary>A member of the kept <c>LoggingConfig</c>, or null.</summary>
    internal string? KeptLogging(string member) =>
        Kept.TryGetValue("LoggingConfig", out var kept) && kept.ValueKind == JsonValueKind.Object && kept.TryGetProperty(member, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}

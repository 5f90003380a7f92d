using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Triggers.Contracts;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api.Shapes;

/// <summary>
/// A function's configuration as the API shows it: https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html.
/// </summary>
internal sealed record FunctionConfigurationShape
{
    /// <summary>The name.</summary>
    public string? FunctionName { get; init; }

    /// <summary>The ARN, with a qualifier where one was asked for.</summary>
    public string? FunctionArn { get; init; }

    /// <summary>Runtime identifier.</summary>
    public string? Runtime { get; init; }

    /// <summary>The execution role.</summary>
    public string? Role { get; init; }

    /// <summary><c>file.method</c>.</summary>
    public string? Handler { get; init; }

    /// <summary>Bytes of the package.</summary>
    public long? CodeSize { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>Seconds.</summary>
    public int? Timeout { get; init; }

    /// <summary>Megabytes.</summary>
    public int? MemorySize { get; init; }

    /// <summary><c>2024-01-01T00:00:00.000+0000</c>.</summary>
    public string? LastModified { get; init; }

    /// <summary>SHA-256 of the package, base64.</summary>
    public string? CodeSha256 { get; init; }

    /// <summary><c>$LATEST</c> or a number.</summary>
    public string? Version { get; init; }

    /// <summary>Dead-letter target, if set.</summary>
    public DeadLetterConfigShape? DeadLetterConfig { get; init; }

    /// <summary>Environment variables, if any.</summary>
    public EnvironmentShape? Environment { get; init; }

    /// <summary>Tracing.</summary>
    public TracingConfigShape? TracingConfig { get; init; }

    /// <summary>Changes with every change.</summary>
    public string? RevisionId { get; init; }

    /// <summary>Layers, if any.</summary>
    public IReadOnlyList<LayerShape>? Layers { get; init; }

    /// <summary><c>Pending</c> or <c>Active</c>.</summary>
    public string? State { get; init; }

    /// <summary>Why.</summary>
    public string? StateReason { get; init; }

    /// <summary>Why, for programs.</summary>
    public string? StateReasonCode { get; init; }

    /// <summary><c>InProgress</c> or <c>Successful</c>.</summary>
    public string? LastUpdateStatus { get; init; }

    /// <summary>Why.</summary>
    public string? LastUpdateStatusReason { get; init; }

    /// <summary>Why, for programs.</summary>
    public string? LastUpdateStatusReasonCode { get; init; }

    /// <summary><c>Zip</c>.</summary>
    public string? PackageType { get; init; }

    /// <summary>One of <c>x86_64</c>, <c>arm64</c>.</summary>
    public IReadOnlyList<string>? Architectures { get; init; }

    /// <summary>Size of <c>/tmp</c>.</summary>
    public EphemeralStorageShape? EphemeralStorage { get; init; }

    /// <summary>SnapStart.</summary>
    public SnapStartShape? SnapStart { get; init; }

    /// <summary>The runtime's version.</summary>
    public RuntimeVersionConfigShape? RuntimeVersionConfig { get; init; }

    /// <summary>Logging.</summary>
    public LoggingConfigShape? LoggingConfig { get; init; }

    /// <summary>Settings that are kept and shown only.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Kept { get; set; }

    /// <summary>A complete function as a read shows it: <c>Active</c>, <c>Successful</c>.</summary>
    /// <param name="function">Code and configuration.</param>
    /// <param name="identity">For its ARN.</param>
    /// <param name="qualifier">What the ARN ends in; null = nothing.</param>
    public static FunctionConfigurationShape Of(FunctionConfiguration function, AwsIdentity identity, string? qualifier) => new()
    {
        FunctionName = function.FunctionName,
        FunctionArn = new FunctionReference(function.FunctionName, qualifier).ToArn(identity),
        Runtime = function.Runtime,
        Role = function.Role,
        Handler = function.Handler,
        CodeSize = function.CodeSize,
        Description = function.Description,
        Timeout = function.Timeout,
        MemorySize = function.MemorySize,
        LastModified = ApiAnswer.Time(function.LastModified),
        CodeSha256 = Convert.ToBase64String(Convert.FromHexString(function.CodeSha256)),
        Version = function.Version,
        DeadLetterConfig = function.DeadLetterTargetArn is { Length: > 0 } target ? new DeadLetterConfigShape { TargetArn = target } : null,
        Environment = function.Environment.IsEmpty ? null : new EnvironmentShape { Variables = new(function.Environment) },
        TracingConfig = new TracingConfigShape { Mode = function.TracingMode },
        RevisionId = function.RevisionId,
        Layers = function.Layers.IsEmpty ? null : [.. function.Layers.Select(arn => new LayerShape { Arn = arn, CodeSize = 0 })],
        State = "Active",
        LastUpdateStatus = "Successful",
        PackageType = function.PackageType,
        Architectures = function.Architectures,
        EphemeralStorage = new EphemeralStorageShape { Size = function.EphemeralStorageSize },
        SnapStart = KeptSettings.SnapStart(function),
        RuntimeVersionConfig = function.Runtime is null ? null : RuntimeVersion(function.Runtime, identity),
        LoggingConfig = KeptSettings.Logging(function),
        Kept = KeptSettings.Shown(function),
    };

    /// <summary>As the answer of a creation shows it. It is complete by then, but AWS's clients expect to wait for it.</summary>
    public FunctionConfigurationShape AsCreated() => this with
    {
        State = "Pending",
        StateReason = "The function is being created.",
        StateReasonCode = "Creating",
        LastUpdateStatus = null,
    };

    /// <summary>As the answer of a change shows it.</summary>
    public FunctionConfigurationShape AsUpdating() => this with
    {
        LastUpdateStatus = "InProgress",
        LastUpdateStatusReason = "The function is being created.",
        LastUpdateStatusReasonCode = "Creating",
    };

    /// <summary>As lists show it: without its state (API_ListFunctions).</summary>
    public FunctionConfigurationShape AsListed() => this with { State = null, LastUpdateStatus = null, RuntimeVersionConfig = null };

    // AWS names a runtime's build by a hash; the interpreter is this machine's, so the identifier stands for it.
    private static RuntimeVersionConfigShape RuntimeVersion(string runtime, AwsIdentity identity) => new()
    {
        RuntimeVersionArn = $"arn:{identity.Partition}:lambda:{identity.Region}::runtime:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(runtime)))}",
    };
}

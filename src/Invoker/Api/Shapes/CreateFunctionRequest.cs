using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triggers.Invoker.Api.Shapes;

/// <summary>What <c>CreateFunction</c> asks for.</summary>
internal sealed record CreateFunctionRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>The code.</summary>
    public FunctionCodeShape? Code { get; init; }

    /// <summary>Publish version 1 at once.</summary>
    public bool? Publish { get; init; }

    /// <summary><c>Zip</c> or <c>Image</c>.</summary>
    public string? PackageType { get; init; }

    /// <summary>One of <c>x86_64</c>, <c>arm64</c>.</summary>
    public List<string>? Architectures { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>The execution role.</summary>
    public string? Role { get; init; }

    /// <summary><c>file.method</c>.</summary>
    public string? Handler { get; init; }

    /// <summary>Runtime identifier.</summary>
    public string? Runtime { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>Seconds.</summary>
    public int? Timeout { get; init; }

    /// <summary>Megabytes.</summary>
    public int? MemorySize { get; init; }

    /// <summary>Environment variables.</summary>
    public EnvironmentShape? Environment { get; init; }

    /// <summary>Dead-letter target.</summary>
    public DeadLetterConfigShape? DeadLetterConfig { get; init; }

    /// <summary>Tracing.</summary>
    public TracingConfigShape? TracingConfig { get; init; }

    /// <summary>Size of <c>/tmp</c>.</summary>
    public EphemeralStorageShape? EphemeralStorage { get; init; }

    /// <summary>Logging.</summary>
    public LoggingConfigShape? LoggingConfig { get; init; }

    /// <summary>Layer version ARNs.</summary>
    public List<string>? Layers { get; init; }

    /// <summary>Every other member, of which some are kept (<see cref="KeptSettings"/>).</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

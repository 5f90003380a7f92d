using System.Collections.Immutable;
using System.Text.Json;

namespace Triggers.Invoker.Stacks;

/// <summary>A function as a template wants it. Limits are checked by the same rules as the Lambda API's.</summary>
public sealed record StackFunction
{
    /// <summary>The function's name.</summary>
    public required string FunctionName { get; init; }

    /// <summary>SHA-256 of the code package, lower-case hex.</summary>
    public required string CodeSha256 { get; init; }

    /// <summary>Runtime identifier.</summary>
    public required string Runtime { get; init; }

    /// <summary><c>file.method</c>.</summary>
    public required string Handler { get; init; }

    /// <summary>The execution role's ARN; empty = one is made up from the function's name.</summary>
    public string Role { get; init; } = "";

    /// <summary>Free text.</summary>
    public string Description { get; init; } = "";

    /// <summary>Seconds.</summary>
    public int Timeout { get; init; } = 3;

    /// <summary>Megabytes.</summary>
    public int MemorySize { get; init; } = 128;

    /// <summary>Megabytes.</summary>
    public int EphemeralStorageSize { get; init; } = 512;

    /// <summary>One of <c>x86_64</c>, <c>arm64</c>.</summary>
    public ImmutableArray<string> Architectures { get; init; } = ["x86_64"];

    /// <summary>Environment variables.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Layer version ARNs.</summary>
    public ImmutableArray<string> Layers { get; init; } = [];

    /// <summary>Tags.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Reserved concurrency, or null.</summary>
    public int? ReservedConcurrency { get; init; }

    /// <summary>0 to 2, or null.</summary>
    public int? MaximumRetryAttempts { get; init; }

    /// <summary>60 to 21600, or null.</summary>
    public int? MaximumEventAgeInSeconds { get; init; }

    /// <summary>Destination ARN, or null.</summary>
    public string? OnSuccess { get; init; }

    /// <summary>Destination ARN, or null.</summary>
    public string? OnFailure { get; init; }

    /// <summary>Dead-letter target ARN, or null.</summary>
    public string? DeadLetterTargetArn { get; init; }

    /// <summary><c>PassThrough</c> or <c>Active</c>.</summary>
    public string TracingMode { get; init; } = "PassThrough";

    /// <summary>Its URL, or null.</summary>
    public StackFunctionUrl? Url { get; init; }

    /// <summary>Properties kept and shown only, by API name.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Kept { get; init; } = ImmutableSortedDictionary<string, JsonElement>.Empty;
}

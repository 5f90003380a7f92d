using System.Text.Json;

namespace Triggers.Contracts;

/// <summary>
/// An outside happening that calls a function, or something a trigger must know for it (an API). The kind is a string and the
/// properties stay raw JSON until the trigger that serves the kind reads them, so parts can be added without touching this one.
/// </summary>
public sealed record EventSource
{
    /// <summary>Unique and stable: <c>{stack}/{logical id}</c> or <c>{stack}/{function's logical id}/{event's logical id}</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it is: SAM's event type (<c>HttpApi</c>, <c>S3</c> …) or a CloudFormation type (<c>AWS::ApiGatewayV2::Api</c>).</summary>
    public required string Kind { get; init; }

    /// <summary>The stack it was deployed with, or null.</summary>
    public string? Stack { get; init; }

    /// <summary>The function to invoke; null for a source that only describes (an API).</summary>
    public FunctionReference? Function { get; init; }

    /// <summary>The kind's own properties, intrinsics already resolved: see <see cref="EventSourceKinds"/> for those served here.</summary>
    public required JsonElement Properties { get; init; }
}

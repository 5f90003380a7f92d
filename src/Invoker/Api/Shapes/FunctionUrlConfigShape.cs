using System.Text.Json;

namespace Triggers.Invoker.Api.Shapes;

/// <summary>A function URL.</summary>
internal sealed record FunctionUrlConfigShape
{
    /// <summary>The address.</summary>
    public string? FunctionUrl { get; init; }

    /// <summary>The function, with its alias.</summary>
    public string? FunctionArn { get; init; }

    /// <summary><c>NONE</c> or <c>AWS_IAM</c>.</summary>
    public string? AuthType { get; init; }

    /// <summary>CORS settings as given.</summary>
    public JsonElement? Cors { get; init; }

    /// <summary>When it was made.</summary>
    public string? CreationTime { get; init; }

    /// <summary>When it was last changed.</summary>
    public string? LastModifiedTime { get; init; }

    /// <summary><c>BUFFERED</c> or <c>RESPONSE_STREAM</c>.</summary>
    public string? InvokeMode { get; init; }
}

namespace Triggers.Invoker.Api.Shapes;

/// <summary>How a function logs.</summary>
internal sealed record LoggingConfigShape
{
    /// <summary><c>Text</c> or <c>JSON</c>.</summary>
    public string? LogFormat { get; init; }

    /// <summary>Least level of the handler's own lines, JSON only.</summary>
    public string? ApplicationLogLevel { get; init; }

    /// <summary>Least level of the platform's lines, JSON only.</summary>
    public string? SystemLogLevel { get; init; }

    /// <summary>The log group.</summary>
    public string? LogGroup { get; init; }
}

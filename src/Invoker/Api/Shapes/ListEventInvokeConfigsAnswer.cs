namespace Triggers.Invoker.Api.Shapes;

/// <summary>What <c>ListFunctionEventInvokeConfigs</c> answers.</summary>
internal sealed record ListEventInvokeConfigsAnswer
{
    /// <summary>A page.</summary>
    public IReadOnlyList<EventInvokeConfigShape>? FunctionEventInvokeConfigs { get; init; }

    /// <summary>Where the next page begins.</summary>
    public string? NextMarker { get; init; }
}

namespace Triggers.Invoker.Api.Shapes;

/// <summary>What <c>GetFunction</c> answers.</summary>
internal sealed record GetFunctionAnswer
{
    /// <summary>The configuration.</summary>
    public FunctionConfigurationShape? Configuration { get; init; }

    /// <summary>The code.</summary>
    public CodeLocationShape? Code { get; init; }

    /// <summary>Tags, if there are any.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Reserved concurrency, if it is set.</summary>
    public ConcurrencyShape? Concurrency { get; init; }
}

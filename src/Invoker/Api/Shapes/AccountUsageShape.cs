namespace Triggers.Invoker.Api.Shapes;

/// <summary>What the account uses.</summary>
internal sealed record AccountUsageShape
{
    /// <summary>Bytes of all packages.</summary>
    public long TotalCodeSize { get; init; }

    /// <summary>Functions.</summary>
    public long FunctionCount { get; init; }
}

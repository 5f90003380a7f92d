namespace Triggers.Invoker.Api.Shapes;

/// <summary>The account's limits.</summary>
internal sealed record AccountLimitShape
{
    /// <summary>Bytes of all packages.</summary>
    public long TotalCodeSize { get; init; }

    /// <summary>Bytes of one package, unpacked.</summary>
    public long CodeSizeUnzipped { get; init; }

    /// <summary>Bytes of one package, uploaded directly.</summary>
    public long CodeSizeZipped { get; init; }

    /// <summary>Invocations at once.</summary>
    public int ConcurrentExecutions { get; init; }

    /// <summary>Of these, what nobody reserved.</summary>
    public int UnreservedConcurrentExecutions { get; init; }
}

using System.Collections.Immutable;

namespace Triggers.Invoker.Functions;

/// <summary>
/// Everything there is of one function, as one immutable document: it is stored and swapped as a whole. Maps by qualifier use
/// <c>$LATEST</c> for the unqualified function.
/// </summary>
public sealed record FunctionRecord
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The unpublished code and configuration.</summary>
    public required FunctionConfiguration Latest { get; init; }

    /// <summary>Published versions, oldest first.</summary>
    public ImmutableArray<FunctionConfiguration> Versions { get; init; } = [];

    /// <summary>The number the next published version gets; numbers are never used twice.</summary>
    public int NextVersion { get; init; } = 1;

    /// <summary>The revision of <c>$LATEST</c> that the last published version was made of, or null: publishing it again makes none.</summary>
    public string? PublishedRevisionId { get; init; }

    /// <summary>Aliases by name.</summary>
    public ImmutableSortedDictionary<string, FunctionAlias> Aliases { get; init; } = ImmutableSortedDictionary<string, FunctionAlias>.Empty;

    /// <summary>Reserved concurrency: null = shares the account's, 0 = switched off.</summary>
    public int? ReservedConcurrency { get; init; }

    /// <summary>Event-invoke configurations by qualifier.</summary>
    public ImmutableSortedDictionary<string, EventInvokeConfig> EventInvokeConfigs { get; init; } = ImmutableSortedDictionary<string, EventInvokeConfig>.Empty;

    /// <summary>Function URLs by qualifier.</summary>
    public ImmutableSortedDictionary<string, FunctionUrl> Urls { get; init; } = ImmutableSortedDictionary<string, FunctionUrl>.Empty;

    /// <summary>Resource policies by qualifier.</summary>
    public ImmutableSortedDictionary<string, FunctionPolicy> Policies { get; init; } = ImmutableSortedDictionary<string, FunctionPolicy>.Empty;

    /// <summary>Tags.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary><c>Allow</c> or <c>Terminate</c> (default).</summary>
    public string RecursiveLoop { get; init; } = "Terminate";

    /// <summary>The stack it was deployed with, or null.</summary>
    public string? Stack { get; init; }
}

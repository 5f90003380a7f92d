using System.Collections.Immutable;

namespace Triggers.Git.References;

/// <summary>What is written together.</summary>
internal sealed record ReferenceWrite
{
    /// <summary>Whose references they are.</summary>
    public required string Repository { get; init; }

    /// <summary>The references as they are.</summary>
    public required ImmutableArray<KnownReference> References { get; init; }

    /// <summary>The delivery that told them; null for a catch-up.</summary>
    public Guid? Delivery { get; init; }

    /// <summary>When it came.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whether all references of the repository have now been read.</summary>
    public bool IsReading { get; init; }
}

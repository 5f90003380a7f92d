namespace Triggers.Host.Commands;

/// <summary>How a command ended, for scripts.</summary>
internal static class ExitCodes
{
    /// <summary>It did what was asked.</summary>
    public const int Done = 0;

    /// <summary>It could not; standard error says why.</summary>
    public const int Failed = 1;

    /// <summary>It was called wrongly; standard error says how.</summary>
    public const int WrongUsage = 2;
}

namespace Triggers.Invoker.Packaging;

/// <summary>How large a package may be: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.</summary>
internal static class PackageLimits
{
    /// <summary>50 MB as uploaded.</summary>
    public const long ZippedBytes = 52_428_800;

    /// <summary>250 MB unpacked; reaching it is too much.</summary>
    public const long UnzippedBytes = 262_144_000;

    /// <summary>Ours, not AWS's: so that an archive of empty files does not use up the disk's inodes.</summary>
    public const int Entries = 100_000;

    /// <summary>The longest path of an entry, in bytes; what Linux takes with room for the folder in front.</summary>
    public const int PathBytes = 2048;

    /// <summary>The longest name in a path, in bytes, as on every Linux file system.</summary>
    public const int NameBytes = 255;
}

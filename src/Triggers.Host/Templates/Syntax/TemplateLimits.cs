namespace Triggers.Host.Templates.Syntax;

/// <summary>What a template may not exceed, so that a hostile one cannot use up the machine.</summary>
internal static class TemplateLimits
{
    /// <summary>Bytes of a template file. CloudFormation takes 1 MB; inline code alone may have 4 MB here.</summary>
    public const int Bytes = 5 * 1024 * 1024;

    /// <summary>Maps and lists inside one another.</summary>
    public const int Depth = 64;

    /// <summary>Nodes, with every YAML alias written out: room for several thousand functions.</summary>
    public const int Nodes = 500_000;

    /// <summary>Nodes and characters that all intrinsics of a template may give together.</summary>
    public const long Resolved = 64_000_000;
}

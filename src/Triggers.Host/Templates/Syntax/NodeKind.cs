namespace Triggers.Host.Templates.Syntax;

/// <summary>What a node of a template is.</summary>
internal enum NodeKind
{
    /// <summary>Not there: <c>AWS::NoValue</c>, or nothing was written.</summary>
    Absent,

    /// <summary>Written, without a value.</summary>
    Null,

    /// <summary>A scalar, always as its text.</summary>
    Text,

    /// <summary>A sequence.</summary>
    List,

    /// <summary>A mapping.</summary>
    Map,

    /// <summary>Could not be resolved; the problem has been reported, and what reads this node says nothing more.</summary>
    Broken,
}

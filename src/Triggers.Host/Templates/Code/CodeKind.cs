namespace Triggers.Host.Templates.Code;

/// <summary>Where a function's code comes from.</summary>
internal enum CodeKind
{
    /// <summary>A folder, to be packed.</summary>
    Folder,

    /// <summary>A package that is there already.</summary>
    Zip,

    /// <summary>Text of the template, to be packed as one file.</summary>
    Inline,
}

namespace Triggers.Host.Templates.Code;

/// <summary>A function's code before it is packed. Functions with equal sources share a package.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Location">The folder's or package's full path; of inline code the runtime it is for.</param>
/// <param name="Text">Inline code; else empty.</param>
internal sealed record CodeSource(CodeKind Kind, string Location, string Text = "");

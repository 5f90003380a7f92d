namespace Triggers.Host.Templates.Syntax;

/// <summary>A key of a mapping with its value.</summary>
/// <param name="Name">The key.</param>
/// <param name="Line">Where the key stands.</param>
/// <param name="Value">The value.</param>
internal sealed record TemplateEntry(string Name, int Line, TemplateNode Value);

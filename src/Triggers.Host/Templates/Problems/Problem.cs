namespace Triggers.Host.Templates.Problems;

/// <summary>Something wrong, or something that was left out, in a template.</summary>
/// <param name="File">The template, as the user named it.</param>
/// <param name="Line">From 1.</param>
/// <param name="IsError">True when the template is refused for it; false for a warning.</param>
/// <param name="Text">What, where, what was expected.</param>
internal sealed record Problem(string File, int Line, bool IsError, string Text)
{
    /// <summary><c>template.yaml:12: error: …</c>, which editors can follow.</summary>
    public override string ToString() => $"{File}:{Line}: {(IsError ? "error" : "warning")}: {Text}";
}

namespace Triggers.Host.Templates.Syntax;

/// <summary>The template cannot be read any further; <see cref="Exception.Message"/> says why.</summary>
internal sealed class TemplateSyntaxException(int line, string message) : Exception(message)
{
    /// <summary>Where, from 1.</summary>
    public int Line { get; } = line;
}

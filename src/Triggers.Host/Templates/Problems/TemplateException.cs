using System.Collections.Immutable;

namespace Triggers.Host.Templates.Problems;

/// <summary>A template was refused; <see cref="Problems"/> holds every reason and the warnings.</summary>
internal sealed class TemplateException(ImmutableArray<Problem> problems) : Exception(string.Join('\n', problems))
{
    /// <summary>In order of lines.</summary>
    public ImmutableArray<Problem> Problems { get; } = problems;
}

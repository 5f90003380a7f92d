using System.Collections.Immutable;

namespace Triggers.Host.Templates;

/// <summary>Where a function stands in its template.</summary>
/// <param name="File">The template, as the user named it.</param>
/// <param name="LogicalId">Its logical id.</param>
/// <param name="Line">The function's line.</param>
/// <param name="Properties">The lines of its properties, by name without regard to case.</param>
internal sealed record FunctionPlace(string File, string LogicalId, int Line, ImmutableDictionary<string, int> Properties);

using System.Collections.Immutable;

namespace Triggers.Host.Templates.Problems;

/// <summary>All problems of one template, so that one run shows them all.</summary>
internal sealed class ProblemList(string file)
{
    // A thousand wrong functions need not be listed a thousand times over.
    private const int Most = 1000;
    private readonly HashSet<Problem> seen = [];
    private readonly List<Problem> problems = [];

    /// <summary>The template, as the user named it.</summary>
    public string File { get; } = file;

    /// <summary>True when the template is refused.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>In order of lines; each once.</summary>
    public ImmutableArray<Problem> Sorted => [.. problems.OrderBy(problem => problem.Line)];

    /// <summary>Adds an error: the template is refused.</summary>
    public void Error(int line, string text) => Add(new Problem(File, line, IsError: true, text));

    /// <summary>Adds a warning: something is left out, harmlessly.</summary>
    public void Warning(int line, string text) => Add(new Problem(File, line, IsError: false, text));

    /// <summary>Adds a problem that was found elsewhere.</summary>
    public void Add(Problem problem)
    {
        HasErrors |= problem.IsError;
        if (problems.Count < Most && seen.Add(problem))
            problems.Add(problem);
    }
}

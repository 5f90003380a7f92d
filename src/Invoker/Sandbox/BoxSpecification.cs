namespace Triggers.Invoker.Sandbox;

/// <summary>What to start.</summary>
/// <param name="FileName">Absolute path of the program.</param>
/// <param name="Arguments">Its arguments, without the program's own name.</param>
/// <param name="Environment">The whole environment: nothing else gets in.</param>
/// <param name="WorkingDirectory">Where it starts.</param>
/// <param name="IsPipeWanted">True to give it the Runtime API through pipes: it reads descriptor 3 and writes descriptor 4 (<see cref="IBoxedProcess.RuntimeApi"/>).</param>
internal sealed record BoxSpecification(
    string FileName, IReadOnlyList<string> Arguments, IReadOnlyList<KeyValuePair<string, string>> Environment, string WorkingDirectory, bool IsPipeWanted);

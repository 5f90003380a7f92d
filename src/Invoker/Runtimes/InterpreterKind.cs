namespace Triggers.Invoker.Runtimes;

/// <summary>
/// What differs between the languages whose bootstrap we bring: what their programs are called, where version managers keep them
/// and what to ask them.
/// </summary>
internal sealed record InterpreterKind
{
    /// <summary>Name of the language's folder beside this program, and of the program that is tried when no exact one is there.</summary>
    public required string Folder { get; init; }

    /// <summary>The bootstrap in that folder.</summary>
    public required string Bootstrap { get; init; }

    /// <summary>Program names for a version, best first.</summary>
    public required Func<Version, IReadOnlyList<string>> ProgramNames { get; init; }

    /// <summary>Arguments that make the program print its version, a space and its own real path.</summary>
    public required IReadOnlyList<string> Probe { get; init; }

    /// <summary>
    /// Folders of version managers below the home folder, each with <c>*</c> where the version stands, and the folder of programs
    /// below that.
    /// </summary>
    public required IReadOnlyList<(string Versions, string Programs)> ManagedFolders { get; init; }

    /// <summary>How a version is written in a runtime id: <c>python3.13</c>, <c>nodejs22.x</c>.</summary>
    public required Func<Version, string> RuntimeId { get; init; }

    /// <summary>The command that installs it on Debian and Ubuntu.</summary>
    public required string Install { get; init; }

    /// <summary>The oldest version our bootstrap runs on.</summary>
    public required Version Oldest { get; init; }

    /// <summary>Python: <c>python3.13</c>, else any <c>python3</c>.</summary>
    public static readonly InterpreterKind Python = new()
    {
        Folder = "python",
        Bootstrap = "bootstrap.py",
        ProgramNames = version => [$"python{version.Major}.{version.Minor}", "python3", "python"],
        Probe = ["-I", "-c", "import sys; print('%d.%d' % sys.version_info[:2], sys.executable)"],
        ManagedFolders =
        [
            (".pyenv/versions/*", "bin"), (".asdf/installs/python/*", "bin"), (".local/share/mise/installs/python/*", "bin"),
            (".local/share/uv/python/*", "bin"),
        ],
        RuntimeId = version => $"python{version.Major}.{version.Minor}",
        Install = "apt-get install python3",
        Oldest = new Version(3, 7),
    };

    /// <summary>Node: always called <c>node</c>, so only asking tells the version.</summary>
    public static readonly InterpreterKind Node = new()
    {
        Folder = "nodejs",
        Bootstrap = "bootstrap.cjs",
        ProgramNames = version => ["node", "nodejs", $"node{version.Major}", $"node-{version.Major}"],
        Probe = ["-p", "process.versions.node.split('.').slice(0, 2).join('.') + ' ' + process.execPath"],
        ManagedFolders =
        [
            (".nvm/versions/node/v*", "bin"), (".asdf/installs/nodejs/*", "bin"), (".local/share/mise/installs/node/*", "bin"),
            (".local/share/fnm/node-versions/v*", "installation/bin"), (".volta/tools/image/node/*", "bin"),
        ],
        RuntimeId = version => $"nodejs{version.Major}.x",
        Install = "apt-get install nodejs",
        Oldest = new Version(16, 0),
    };
}

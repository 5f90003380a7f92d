using System.Diagnostics;

namespace Triggers.Invoker.Runtimes;

/// <summary>
/// Finds the interpreters of one kind on this machine: in the folders of a search path, then in those of version managers below
/// the home folder. Each program is started at most once to hear what it is: a name tells neither what hides behind a shim nor
/// that it runs at all.
/// </summary>
internal sealed class InterpreterFinder(InterpreterKind kind, string searchPath, string home)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(20);
    private readonly Dictionary<string, Interpreter?> asked = new(StringComparer.Ordinal);

    /// <summary>The interpreter of exactly this version, else the nearest there is (the newer of two as near), else null.</summary>
    public Interpreter? Find(Version wanted)
    {
        var found = new List<Interpreter>();
        foreach (var fileName in Candidates(wanted))
        {
            if (Ask(fileName) is not { } interpreter || interpreter.Version < kind.Oldest)
            {
                continue;
            }

            if (Distance(interpreter.Version, wanted) == 0)
            {
                return interpreter;
            }

            found.Add(interpreter);
        }

        return found.OrderBy(each => Math.Abs(Distance(each.Version, wanted))).ThenByDescending(each => each.Version).FirstOrDefault();
    }

    /// <summary>What the program says it is, or null when it is none of this kind or does not run.</summary>
    public Interpreter? Ask(string fileName)
    {
        if (!asked.TryGetValue(fileName, out var interpreter))
        {
            asked[fileName] = interpreter = Probe(fileName);
        }

        return interpreter;
    }

    /// <summary>How far apart two versions are, counted in runtimes: minor versions of Python 3, major versions of Node.</summary>
    public int Distance(Version version, Version wanted) =>
        kind == InterpreterKind.Python
            ? ((version.Major - wanted.Major) * 1000) + version.Minor - wanted.Minor
            : version.Major - wanted.Major;

    private IEnumerable<string> Candidates(Version wanted)
    {
        var managed = kind.ManagedFolders.SelectMany(each => Managed(each.Versions, each.Programs, wanted)).ToList();
        var searched = searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var folders = searched
            // A shim takes long to start, and longer to say that its version is not the active one: what it stands for comes first.
            .SelectMany(folder => IsShims(folder) ? managed : [folder])
            .Concat(managed)
            .Concat(searched.Where(IsShims))
            .Where(folder => Path.IsPathFullyQualified(folder) && Directory.Exists(folder))
            // On most systems /bin is /usr/bin.
            .Select(folder => Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder)
            .Distinct(StringComparer.Ordinal)
            .ToList();

        // All folders are asked for the exact name before any is asked for a general one.
        return kind.ProgramNames(wanted).SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).Where(File.Exists);
    }

    private static bool IsShims(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)) == "shims";

    /// <summary>The managed folders, those that look like the wanted version first.</summary>
    private IEnumerable<string> Managed(string versions, string programs, Version wanted)
    {
        var pattern = Path.Combine(home, versions);
        var parent = Path.GetDirectoryName(pattern)!;
        if (!Directory.Exists(parent))
        {
            return [];
        }

        var looks = kind == InterpreterKind.Python ? $"{wanted.Major}.{wanted.Minor}" : $"{wanted.Major}";
        return Directory.EnumerateDirectories(parent, Path.GetFileName(pattern))
            .OrderByDescending(folder => Path.GetFileName(folder).Contains(looks, StringComparison.Ordinal))
            .ThenByDescending(folder => folder, StringComparer.Ordinal)
            .Select(folder => Path.Combine(folder, programs));
    }

    private Interpreter? Probe(string fileName)
    {
        return Run(fileName, kind.Probe) is { } lines ? Read(lines) : null;
    }

    /// <summary>The lines the program prints, or null when it does not run, fails or takes too long.</summary>
    private static List<string>? Run(string fileName, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(fileName, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var lines = new List<string>();
            process.OutputDataReceived += (_, line) => lines.Add(line.Data ?? "");
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (!process.WaitForExit(AnswerTime))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            process.WaitForExit();
            return process.ExitCode == 0 ? lines : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Not a program of this machine's.
            return null;
        }
    }

    private static Interpreter? Read(List<string> lines)
    {
        return lines.FirstOrDefault(line => line.Length > 0)?.Split(' ', 2) is [var version, var path]
            && Version.TryParse(version, out var parsed) && File.Exists(path)
            ? new Interpreter(path, parsed)
            : null;
    }
}

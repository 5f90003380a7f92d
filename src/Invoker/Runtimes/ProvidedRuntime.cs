using System.Collections.Immutable;

namespace Triggers.Invoker.Runtimes;

/// <summary>A runtime that the package brings itself, as an executable file named <c>bootstrap</c>.</summary>
internal static class ProvidedRuntime
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The command that starts the package's bootstrap.</summary>
    /// <exception cref="RuntimeStartException">It is not there, or cannot be run.</exception>
    public static RuntimeCommand Resolve(string codeFolder)
    {
        var bootstrap = Path.Combine(codeFolder, "bootstrap");
        if (!File.Exists(bootstrap))
        {
            throw new RuntimeStartException("Runtime.InvalidEntrypoint", $"Couldn't find valid bootstrap(s): [{bootstrap}]");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(bootstrap) & AnyExecute) == 0)
        {
            throw new RuntimeStartException("Runtime.InvalidEntrypoint", $"fork/exec {bootstrap}: permission denied");
        }

        return new RuntimeCommand { FileName = bootstrap, PathVariables = Paths(codeFolder) };
    }

    /// <summary>The search paths every runtime has.</summary>
    public static ImmutableSortedDictionary<string, string> Paths(string codeFolder) =>
        ImmutableSortedDictionary<string, string>.Empty
            .Add("LD_LIBRARY_PATH", $"{codeFolder}:{codeFolder}/lib")
            .Add("PATH", "/usr/local/bin:/usr/bin:/bin");
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Triggers.Contracts;

namespace Triggers.Invoker.Runtimes;

/// <summary>
/// Finds what starts a function of a runtime on this machine. The interpreter of a runtime is looked for once and kept; a runtime
/// that was not found is looked for again, so that installing it is enough.
/// </summary>
internal sealed partial class RuntimeResolver
{
    private const string Served = "pythonX.Y, nodejsN.x, and provided.al2023 with an executable file named bootstrap in the package";

    private readonly IOptions<InvokerOptions> options;
    private readonly ConcurrentDictionary<string, RuntimeCommand> found = new(StringComparer.Ordinal);
    private readonly Lock search = new();
    private readonly InterpreterFinder pythons;
    private readonly InterpreterFinder nodes;

    /// <summary>Looks on this machine: this process's PATH, the usual folders, version managers.</summary>
    public RuntimeResolver(IOptions<InvokerOptions> options)
        : this(options, MachineFolders.SearchPath(), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile))
    {
    }

    /// <summary>Looks on the given search path and in the version managers' folders below the given home folder, nowhere else.</summary>
    internal RuntimeResolver(IOptions<InvokerOptions> options, string searchPath, string home)
    {
        this.options = options;
        pythons = new InterpreterFinder(InterpreterKind.Python, searchPath, home);
        nodes = new InterpreterFinder(InterpreterKind.Node, searchPath, home);
    }

    /// <summary>The command for <paramref name="runtime"/> with code unpacked in <paramref name="codeFolder"/>.</summary>
    /// <exception cref="LambdaException">InvalidRuntime: not served or not installed; the text says what to do.</exception>
    /// <exception cref="RuntimeStartException">The package has no <c>bootstrap</c> that can be run.</exception>
    public RuntimeCommand Resolve(string runtime, string codeFolder)
    {
        if (runtime is "provided" or "provided.al2" or "provided.al2023")
        {
            return ProvidedRuntime.Resolve(codeFolder);
        }

        if (!found.TryGetValue(runtime, out var command))
        {
            // One at a time: two functions' first calls would start the same interpreters twice.
            lock (search)
            {
                command = found.GetOrAdd(runtime, Search);
            }
        }

        return command with { PathVariables = Paths(command, codeFolder) };
    }

    private RuntimeCommand Search(string runtime)
    {
        var (kind, finder, wanted) = Parse(runtime);
        var interpreter = Choose(runtime, kind, finder, wanted);
        var folder = FolderOf(kind);
        return new RuntimeCommand
        {
            FileName = interpreter.FileName,
            // -s: the packages in the home folder of whoever runs this service are not the function's.
            Arguments = kind == InterpreterKind.Python
                ? ["-s", Path.Combine(folder, kind.Bootstrap)]
                : [Path.Combine(folder, kind.Bootstrap)],
            ExecutionEnv = $"AWS_Lambda_{runtime}",
            IsOwnBootstrap = true,
            RuntimeFolder = folder,
            Warning = finder.Distance(interpreter.Version, wanted) == 0
                ? null
                : $"Runtime {runtime} is not installed here; {kind.RuntimeId(interpreter.Version)} ({interpreter.FileName}) runs the function instead. "
                    + $"Install {runtime}, or name its program in the setting Invoker:Interpreters:{runtime}.",
        };
    }

    private Interpreter Choose(string runtime, InterpreterKind kind, InterpreterFinder finder, Version wanted)
    {
        if (options.Value.Interpreters.TryGetValue(runtime, out var set))
        {
            return finder.Ask(set) ?? throw new LambdaException(
                LambdaErrors.InvalidRuntime,
                $"The setting Invoker:Interpreters:{runtime} names {set}, which is not there or is not a program of this runtime. Correct or remove it.");
        }

        return finder.Find(wanted) ?? throw new LambdaException(
            LambdaErrors.InvalidRuntime,
            $"Runtime {runtime} is not installed on this machine, and neither is another version of it. Install it ({kind.Install}), "
            + $"or name its program in the setting Invoker:Interpreters:{runtime}.");
    }

    private (InterpreterKind Kind, InterpreterFinder Finder, Version Wanted) Parse(string runtime)
    {
        if (PythonId().Match(runtime) is { Success: true } python)
        {
            return (InterpreterKind.Python, pythons, new Version(3, Number(python)));
        }

        if (NodeId().Match(runtime) is { Success: true } node)
        {
            return (InterpreterKind.Node, nodes, new Version(Number(node), 0));
        }

        throw new LambdaException(LambdaErrors.InvalidRuntime, $"Runtime {runtime} is not served here. What works: {Served}.");
    }

    private static int Number(Match id) => int.Parse(id.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>
    /// AWS's search paths (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html) with its folders moved to ours.
    /// Folders of the machine itself are left to the loader: they are not the function's.
    /// </summary>
    private static ImmutableSortedDictionary<string, string> Paths(RuntimeCommand command, string codeFolder)
    {
        var paths = ProvidedRuntime.Paths(codeFolder).ToBuilder();
        paths["PATH"] = $"{Path.GetDirectoryName(command.FileName)}:{paths["PATH"]}";
        if (command.ExecutionEnv!.StartsWith("AWS_Lambda_python", StringComparison.Ordinal))
        {
            paths["PYTHONPATH"] = command.RuntimeFolder!;
        }
        else
        {
            paths["NODE_PATH"] = $"{command.RuntimeFolder}/node_modules:{command.RuntimeFolder}:{codeFolder}";
        }

        return paths.ToImmutable();
    }

    private static string FolderOf(InterpreterKind kind) => Path.Combine(AppContext.BaseDirectory, "Runtimes", kind.Folder);

    [GeneratedRegex(@"^python3\.(\d{1,3})$")]
    private static partial Regex PythonId();

    [GeneratedRegex(@"^nodejs(\d{1,3})\.x$")]
    private static partial Regex NodeId();
}

using System.CommandLine;

namespace Triggers.Host.Commands;

/// <summary>The <c>triggers</c> program: reads the arguments, runs a command, and turns every failure into one sentence.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command that <paramref name="arguments"/> name; without one, <c>up</c>.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            var (command, settings) = SettingArguments.Split(arguments);
            var root = CreateRoot(new CommandContext(terminal, settings));
            var parsed = root.Parse(WithDefault(root, command), new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0)
                throw new UsageException($"{string.Join(' ', parsed.Errors.Select(error => error.Message))} See 'triggers {NameOf(parsed)}--help'.");

            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                cancellationToken);
        }
        catch (Exception e)
        {
            return Failures.Report(e, terminal.Error);
        }
    }

    private static RootCommand CreateRoot(CommandContext context)
    {
        var root = new RootCommand("AWS Lambda's event model on your own machines. Without a command: up.")
        {
            UpCommand.Create(context),
            DeployCommand.Create(context),
            ValidateCommand.Create(context),
            InvokeCommand.Create(context),
            FunctionsCommand.Create(context),
            LogsCommand.Create(context),
            StacksCommand.Create(context),
            QueuesCommand.Create(context),
            DeadCommand.Create(context),
            EventCommand.Create(context),
            GitCommand.Create(context),
        };
        return root;
    }

    private static IReadOnlyList<string> WithDefault(RootCommand root, IReadOnlyList<string> arguments)
    {
        var isRoots = arguments is [var first, ..]
            && (root.Subcommands.Any(command => command.Name == first) || first is "-h" or "-?" or "--help" or "--version" || first.StartsWith('['));
        return isRoots ? arguments : [UpCommand.Name, .. arguments];
    }

    private static string NameOf(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : $"{parsed.CommandResult.Command.Name} ";
}

using System.CommandLine;
using Triggers.Host.EventTemplates;

namespace Triggers.Host.Commands;

/// <summary><c>triggers event NAME</c>: prints an event to try a handler with.</summary>
internal static class EventCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string?>("NAME") { Arity = ArgumentArity.ZeroOrOne, Description = "Which event; without it the names are listed." };
        var json = CommonOptions.Json();
        var command = new Command("event", "Print an event to try a handler with.") { name, json };
        command.SetAction(parsed =>
        {
            var output = context.Terminal.Out;
            if (parsed.GetValue(name) is { } asked)
            {
                output.Write(EventTemplate.Read(asked)
                    ?? throw new UsageException($"There is no event '{asked}'; there are {string.Join(", ", EventTemplate.Names)}."));
            }
            else if (parsed.GetValue(json))
            {
                output.WriteJson(EventTemplate.Names);
            }
            else
            {
                foreach (var known in EventTemplate.Names)
                    output.WriteLine(known);
            }
        });
        return command;
    }
}

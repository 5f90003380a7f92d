using System.CommandLine;
using System.Text.Json;
using Triggers.Host.Endpoints;
using Triggers.Invoker.Stacks;

namespace Triggers.Host.Commands;

/// <summary><c>triggers stacks [list|delete NAME]</c>: what is deployed in a running system.</summary>
internal static class StacksCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context) => new Command("stacks", "List or delete the stacks of a running system.")
    {
        CreateList(context, "list", "List the stacks."),
        CreateDelete(context),
    }.WithAction(CreateList(context, "stacks", ""));

    private static Command CreateList(CommandContext context, string name, string description)
    {
        var (endpoint, json) = (CommonOptions.Endpoint(), CommonOptions.Json());
        var command = new Command(name, description) { endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = LambdaEndpoint.Open(parsed.GetValue(endpoint), context.ReadConfiguration());
            var stacks = (await client.GetJsonAsync("/triggers/stacks", cancellationToken)).Deserialize(StackJson.Summaries);
            if (parsed.GetValue(json))
                context.Terminal.Out.WriteJson(stacks);
            else
                context.Terminal.Out.WriteTable(["STACK", "FUNCTIONS", "EVENT SOURCES", "DEPLOYED"], [.. stacks.Select(Row)]);
        });
        return command;
    }

    private static Command CreateDelete(CommandContext context)
    {
        var name = new Argument<string>("NAME") { Description = "The stack." };
        var (endpoint, json) = (CommonOptions.Endpoint(), CommonOptions.Json());
        var command = new Command("delete", "Delete a stack with its functions and event sources.") { name, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = LambdaEndpoint.Open(parsed.GetValue(endpoint), context.ReadConfiguration());
            using var request = new HttpRequestMessage(HttpMethod.Delete, $"/triggers/stacks/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}");
            using var response = await client.SendAsync(request, cancellationToken);
            if (parsed.GetValue(json))
                context.Terminal.Out.WriteJson(new { Deleted = parsed.GetRequiredValue(name) });
            else
                context.Terminal.Out.WriteLine($"Deleted the stack {parsed.GetRequiredValue(name)}.");
        });
        return command;
    }

    // 'triggers stacks' alone lists: it takes what 'list' takes.
    private static Command WithAction(this Command command, Command list)
    {
        foreach (var option in list.Options)
            command.Add(option);

        command.Action = list.Action;
        return command;
    }

    private static string[] Row(StackSummary stack) =>
        [stack.Name, $"{stack.Functions}", $"{stack.EventSources}", Output.Time(stack.DeployedAt)];
}

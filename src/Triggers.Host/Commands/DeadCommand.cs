using System.CommandLine;
using System.Text.Json;
using Triggers.Host.Endpoints;
using Triggers.Invoker.Delivery;

namespace Triggers.Host.Commands;

/// <summary><c>triggers dead list|show|redrive|purge FUNCTION</c>: event invocations that failed for good.</summary>
internal static class DeadCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context) => new("dead", "Look after event invocations that failed for good.")
    {
        CreateList(context),
        CreateShow(context),
        DeadRedriveCommand.Create(context),
        CreatePurge(context),
    };

    /// <summary>The argument FUNCTION.</summary>
    public static Argument<string> Function() => new("FUNCTION") { Description = "The function." };

    /// <summary>The dead events of a function, those that died last first.</summary>
    public static async Task<List<DeadEvent>> ListAsync(LambdaEndpoint client, string function, CancellationToken cancellationToken) =>
        (await client.GetJsonAsync(Path(function), cancellationToken)).Deserialize(DeliveryJson.Default.ListDeadEvent) ?? [];

    /// <summary>The address of a function's dead events, or of one of them.</summary>
    public static string Path(string function, string? id = null) =>
        $"/triggers/dead/{Uri.EscapeDataString(function)}{(id is null ? "" : $"/{Uri.EscapeDataString(id)}")}";

    /// <summary>How many events a request was about.</summary>
    public static async Task<int> CountAsync(LambdaEndpoint client, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await client.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return JsonSerializer.Deserialize(body, DeliveryJson.Default.DeadEventCount)!.Events;
    }

    private static Command CreateList(CommandContext context)
    {
        var function = Function();
        var (endpoint, json) = (CommonOptions.Endpoint(), CommonOptions.Json());
        var command = new Command("list", "List the dead events of a function, those that died last first.") { function, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = LambdaEndpoint.Open(parsed.GetValue(endpoint), context.ReadConfiguration());
            var events = await ListAsync(client, parsed.GetRequiredValue(function), cancellationToken);
            if (parsed.GetValue(json))
                context.Terminal.Out.WriteJson(events);
            else
                context.Terminal.Out.WriteTable(["EVENT", "CONDITION", "ATTEMPTS", "ACCEPTED", "DIED"], [.. events.Select(Row)]);
        });
        return command;
    }

    private static Command CreateShow(CommandContext context)
    {
        var function = Function();
        var id = new Argument<string>("EVENT") { Description = "The event's id, from 'triggers dead list'." };
        var endpoint = CommonOptions.Endpoint();

        // A record of nested documents: JSON is its only form.
        var command = new Command("show", "Print a dead event with its payload and the last response, as JSON.") { function, id, endpoint, CommonOptions.Json() };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = LambdaEndpoint.Open(parsed.GetValue(endpoint), context.ReadConfiguration());
            context.Terminal.Out.WriteJson(await client.GetJsonAsync(Path(parsed.GetRequiredValue(function), parsed.GetRequiredValue(id)), cancellationToken));
        });
        return command;
    }

    private static Command CreatePurge(CommandContext context)
    {
        var function = Function();
        var id = new Option<string?>("--event") { HelpName = "ID", Description = "Forget this one." };
        var all = new Option<bool>("--all") { Description = "Forget all of them." };
        var (endpoint, json) = (CommonOptions.Endpoint(), CommonOptions.Json());
        var command = new Command("purge", "Forget dead events of a function.") { function, id, all, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (name, one) = (parsed.GetRequiredValue(function), parsed.GetValue(id));
            if (one is null != parsed.GetValue(all))
                throw new UsageException("purge takes either --event ID or --all.");

            using var client = LambdaEndpoint.Open(parsed.GetValue(endpoint), context.ReadConfiguration());
            using var request = new HttpRequestMessage(HttpMethod.Delete, Path(name, one));
            var count = await CountAsync(client, request, cancellationToken);
            if (parsed.GetValue(json))
                context.Terminal.Out.WriteJson(new { Purged = count });
            else
                context.Terminal.Out.WriteLine($"Forgot {count} dead events of {name}.");
        });
        return command;
    }

    private static string[] Row(DeadEvent dead) => [dead.Id, dead.Condition, $"{dead.Attempts}", Output.Time(dead.AcceptedAt), Output.Time(dead.DiedAt)];
}

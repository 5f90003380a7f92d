using System.CommandLine;
using Triggers.Host.Endpoints;
using Triggers.Invoker.Delivery;

namespace Triggers.Host.Commands;

/// <summary><c>triggers dead redrive FUNCTION</c>: dead events are delivered again, with attempts and age counted anew.</summary>
internal static class DeadRedriveCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var function = DeadCommand.Function();
        var id = new Option<string?>("--event") { HelpName = "ID", Description = "This one." };
        var all = new Option<bool>("--all") { Description = "All of them, the oldest first." };
        var condition = new Option<string?>("--condition") { HelpName = "CONDITION", Description = "All that died of this: RetriesExhausted, EventAgeExceeded, ZeroReservedConcurrency, RecursiveLoop, NotRunnable." };
        var since = new Option<DateTimeOffset?>("--since") { HelpName = "TIME", Description = "Only those that died then or later (2026-01-31T12:00:00Z)." };
        var rate = new Option<double>("--rate") { HelpName = "N", Description = "At most so many a second (default: 100).", DefaultValueFactory = _ => 100 };
        var payload = PayloadOption.Create("Another event for the one of --event: JSON, a file, or - for standard input.");
        var (endpoint, json) = (CommonOptions.Endpoint(), CommonOptions.Json());
        var command = new Command("redrive", "Deliver dead events of a function again.") { function, id, all, condition, since, rate, payload, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (name, one, reason) = (parsed.GetRequiredValue(function), parsed.GetValue(id), parsed.GetValue(condition));
            var body = await PayloadOption.ReadAsync(parsed.GetValue(payload), context.Terminal, cancellationToken);
            Check(one, parsed.GetValue(all), reason, body, parsed.GetValue(rate));
            using var client = LambdaEndpoint.Open(parsed.GetValue(endpoint), context.ReadConfiguration());
            var ids = one is not null ? [one] : Select(await DeadCommand.ListAsync(client, name, cancellationToken), reason, parsed.GetValue(since));
            var count = await RedriveAsync(client, name, ids, body, TimeSpan.FromSeconds(1 / parsed.GetValue(rate)), cancellationToken);
            if (parsed.GetValue(json))
                context.Terminal.Out.WriteJson(new { Redriven = count });
            else
                context.Terminal.Out.WriteLine($"{count} events of {name} are delivered again.");
        });
        return command;
    }

    private static void Check(string? id, bool isAll, string? condition, byte[]? payload, double rate)
    {
        if (new[] { id is not null, isAll, condition is not null }.Count(given => given) != 1)
            throw new UsageException("redrive takes one of --event ID, --all and --condition CONDITION.");

        if (payload is not null && id is null)
            throw new UsageException("--payload is for the one event of --event ID.");

        if (!(rate > 0))
            throw new UsageException($"--rate must be more than 0, was {rate}.");
    }

    private static List<string> Select(List<DeadEvent> events, string? condition, DateTimeOffset? since) =>
    [
        .. events.Where(dead => (condition is null || dead.Condition == condition) && (since is null || dead.DiedAt >= since))
            .OrderBy(dead => dead.DiedAt).Select(dead => dead.Id),
    ];

    private static async Task<int> RedriveAsync(
        LambdaEndpoint client, string function, List<string> ids, byte[]? payload, TimeSpan pause, CancellationToken cancellationToken)
    {
        var count = 0;
        using var pace = new PeriodicTimer(pause);
        foreach (var id in ids)
        {
            if (count > 0)
                await pace.WaitForNextTickAsync(cancellationToken);

            using var request = new HttpRequestMessage(HttpMethod.Post, DeadCommand.Path(function, id) + "/redrive") { Content = new ByteArrayContent(payload ?? []) };
            count += await DeadCommand.CountAsync(client, request, cancellationToken);
        }

        return count;
    }
}

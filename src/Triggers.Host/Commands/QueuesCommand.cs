using System.CommandLine;
using System.Text.Json;
using Triggers.Host.Endpoints;
using Triggers.Invoker.Delivery;

namespace Triggers.Host.Commands;

/// <summary><c>triggers queues</c>: the Event invocations of each function that wait, run or are dead.</summary>
internal static class QueuesCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var (endpoint, json) = (CommonOptions.Endpoint(), CommonOptions.Json());
        var command = new Command("queues", "List how many event invocations of each function wait, run or are dead.") { endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = LambdaEndpoint.Open(parsed.GetValue(endpoint), context.ReadConfiguration());
            var queues = (await client.GetJsonAsync("/triggers/queues", cancellationToken)).Deserialize(DeliveryJson.Default.ListQueueSummary) ?? [];
            if (parsed.GetValue(json))
                context.Terminal.Out.WriteJson(queues);
            else
                context.Terminal.Out.WriteTable(["FUNCTION", "WAITING", "RUNNING", "DELAYED", "DEAD", "OLDEST"], [.. queues.Select(Row)]);
        });
        return command;
    }

    private static string[] Row(QueueSummary queue) =>
        [queue.Function, $"{queue.Waiting}", $"{queue.Running}", $"{queue.Delayed}", $"{queue.Dead}", queue.OldestAcceptedAt is { } oldest ? Output.Time(oldest) : "-"];
}

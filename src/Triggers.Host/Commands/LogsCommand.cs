using System.CommandLine;
using Triggers.Host.Endpoints;
using Triggers.Invoker.Logs;

namespace Triggers.Host.Commands;

/// <summary><c>triggers logs FUNCTION</c>: prints a function's log, of a running system or straight from a data folder.</summary>
internal static class LogsCommand
{
    private const int DefaultTail = 100;

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var function = new Argument<string>("FUNCTION") { Description = "The function's name." };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on printing what comes, until Ctrl-C." };
        var tail = new Option<int>("--tail") { HelpName = "N", Description = $"How many of the last lines to print (default: {DefaultTail}).", DefaultValueFactory = _ => DefaultTail };
        tail.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
                result.AddError("--tail must be 0 or more.");
        });
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "Read the log files of this data folder instead of asking a running system." };
        var endpoint = CommonOptions.Endpoint();
        var json = CommonOptions.Json();
        var command = new Command("logs", "Print a function's log.") { function, follow, tail, data, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(function);
            Action<string> print = parsed.GetValue(json) ? line => context.Terminal.Out.WriteJsonLine(new { line }) : context.Terminal.Out.WriteLine;
            var (count, isFollowing) = (parsed.GetValue(tail), parsed.GetValue(follow));
            if (parsed.GetValue(data) is { } folder)
            {
                await LogTail.OfFunction(folder, name, TimeProvider.System).PrintAsync(count, isFollowing, line => { print(line); return Task.CompletedTask; }, cancellationToken);
                return;
            }

            using var client = LambdaEndpoint.Open(parsed.GetValue(endpoint), context.ReadConfiguration());
            await PrintRemoteAsync(client, $"/triggers/logs/{Uri.EscapeDataString(name)}?tail={count}&follow={(isFollowing ? "true" : "false")}", print, cancellationToken);
        });
        return command;
    }

    private static async Task PrintRemoteAsync(LambdaEndpoint client, string path, Action<string> print, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await client.SendAsync(request, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
            print(line);
    }
}

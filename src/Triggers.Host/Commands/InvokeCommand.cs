using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Triggers.Host.Endpoints;

namespace Triggers.Host.Commands;

/// <summary><c>triggers invoke FUNCTION</c>: invokes a function of a running system and prints what it answers.</summary>
internal static class InvokeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var function = new Argument<string>("FUNCTION") { Description = "Name or ARN, with :VERSION or :ALIAS if wanted." };
        var payload = PayloadOption.Create("The event: JSON, a file, or - for standard input.");
        var isEvent = new Option<bool>("--event") { Description = "Hand the event over and do not wait for the answer." };
        var tail = new Option<bool>("--tail") { Description = "Print the end of the invocation's log to standard error." };
        var (endpoint, json) = (CommonOptions.Endpoint(), CommonOptions.Json());
        var command = new Command("invoke", "Invoke a function of a running system.") { function, payload, isEvent, tail, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(function);
            using var client = LambdaEndpoint.Open(parsed.GetValue(endpoint), context.ReadConfiguration());
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/2015-03-31/functions/{Uri.EscapeDataString(name)}/invocations");
            request.Headers.Add("X-Amz-Invocation-Type", parsed.GetValue(isEvent) ? "Event" : "RequestResponse");
            request.Headers.Add("X-Amz-Log-Type", parsed.GetValue(tail) ? "Tail" : "None");
            request.Content = new ByteArrayContent(await PayloadOption.ReadAsync(parsed.GetValue(payload), context.Terminal, cancellationToken) ?? []);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await client.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return Print(new Answer(response, body), parsed.GetValue(isEvent), parsed.GetValue(json), context.Terminal);
        });
        return command;
    }

    private static int Print(Answer answer, bool isEvent, bool asJson, Terminal terminal)
    {
        var exit = answer.FunctionError is null ? ExitCodes.Done : ExitCodes.Failed;
        if (asJson)
        {
            terminal.Out.WriteJson(answer.ToRecord());
            return exit;
        }

        if (answer.LogTail is { } log)
            terminal.Error.Write(log.EndsWith('\n') ? log : log + "\n");

        terminal.Out.WriteLine(isEvent ? answer.RequestId : Encoding.UTF8.GetString(answer.Body));
        if (answer.FunctionError is not null)
            terminal.Error.WriteLine($"The function failed ({answer.FunctionError}); its error is above, its log in 'triggers logs'.");

        return exit;
    }

    private sealed record Answer(HttpResponseMessage Response, byte[] Body)
    {
        public string? FunctionError => Header("X-Amz-Function-Error");

        public string? RequestId => Header("x-amzn-RequestId");

        public string? LogTail => Header("X-Amz-Log-Result") is { } log ? Encoding.UTF8.GetString(Convert.FromBase64String(log)) : null;

        public object ToRecord() => new
        {
            StatusCode = (int)Response.StatusCode,
            RequestId,
            ExecutedVersion = Header("X-Amz-Executed-Version"),
            FunctionError,
            LogTail,
            Payload = Payload(),
        };

        private object? Payload()
        {
            if (Body.Length == 0)
                return null;

            try
            {
                return JsonSerializer.Deserialize<JsonElement>(Body);
            }
            catch (JsonException)
            {
                return Encoding.UTF8.GetString(Body);
            }
        }

        private string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? values.First() : null;
    }
}

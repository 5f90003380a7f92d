using System.CommandLine;
using System.Text.Json;
using Triggers.Host.Endpoints;

namespace Triggers.Host.Commands;

/// <summary><c>triggers functions</c>: lists the functions of a running system.</summary>
internal static class FunctionsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var (endpoint, json) = (CommonOptions.Endpoint(), CommonOptions.Json());
        var command = new Command("functions", "List the functions of a running system.") { endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = LambdaEndpoint.Open(parsed.GetValue(endpoint), context.ReadConfiguration());
            var functions = await ListAsync(client, cancellationToken);
            if (parsed.GetValue(json))
                context.Terminal.Out.WriteJson(functions);
            else
                context.Terminal.Out.WriteTable(["FUNCTION", "RUNTIME", "HANDLER", "MEMORY", "TIMEOUT", "LAST MODIFIED"], [.. functions.Select(Row)]);
        });
        return command;
    }

    private static async Task<List<JsonElement>> ListAsync(LambdaEndpoint client, CancellationToken cancellationToken)
    {
        var functions = new List<JsonElement>();
        string? marker = null;
        do
        {
            var page = await client.GetJsonAsync($"/2015-03-31/functions{(marker is null ? "" : $"?Marker={Uri.EscapeDataString(marker)}")}", cancellationToken);
            functions.AddRange(page.GetProperty("Functions").EnumerateArray());
            marker = page.TryGetProperty("NextMarker", out var next) && next.ValueKind == JsonValueKind.String ? next.GetString() : null;
        }
        while (!string.IsNullOrEmpty(marker));
        return functions;
    }

    private static string[] Row(JsonElement function) =>
    [
        Text(function, "FunctionName"), Text(function, "Runtime"), Text(function, "Handler"), $"{Text(function, "MemorySize")} MB",
        $"{Text(function, "Timeout")} s", Text(function, "LastModified"),
    ];

    private static string Text(JsonElement function, string name) => function.TryGetProperty(name, out var value) ? value.ToString() : "";
}

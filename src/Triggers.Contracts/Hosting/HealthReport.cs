using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Triggers.Contracts.Hosting;

/// <summary>What <c>/readyz</c> says: 200 when requests are wanted and every check is well, else 503 and which is not.</summary>
internal sealed class HealthReport(ReadyGate gate, HealthCheckService checks)
{
    public async Task WriteReadinessAsync(HttpContext context)
    {
        var closed = gate.WhyClosed();
        var report = await checks.CheckHealthAsync(context.RequestAborted);
        var isReady = closed is null && report.Status != HealthStatus.Unhealthy;

        context.Response.StatusCode = isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.Body);
        json.WriteStartObject();
        json.WriteString("status", isReady ? "Ready" : "NotReady");
        if (closed is not null)
        {
            json.WriteString("reason", closed);
        }

        json.WriteStartObject("checks");
        foreach (var (name, entry) in report.Entries)
        {
            json.WriteStartObject(name);
            json.WriteString("status", entry.Status.ToString());
            // The exception itself stays in the log: this answer may be read by anybody.
            if (entry.Description is { } description)
            {
                json.WriteString("description", description);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static Task WriteLivenessAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync("""{"status":"Alive"}""", context.RequestAborted);
    }
}

using System.Text;
using Triggers.Contracts;
using Triggers.Contracts.State;

namespace Triggers.Invoker.Logs;

/// <summary>A function's log over HTTP: what <c>triggers logs</c> talks to.</summary>
internal static class LogEndpoints
{
    private const int DefaultTail = 100;

    /// <summary><c>GET /triggers/logs/{function}?tail=100&amp;follow=false</c>: lines of text; with <c>follow</c> until the caller leaves.</summary>
    public static IEndpointRouteBuilder MapLogs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/triggers/logs/{function}", WriteAsync);
        return routes;
    }

    private static async Task WriteAsync(HttpContext context)
    {
        var function = (string)context.Request.RouteValues["function"]!;
        var data = context.RequestServices.GetRequiredService<DataFolder>();
        context.RequestServices.GetRequiredService<LogFiles>().FlushAll();
        var tail = int.TryParse(context.Request.Query["tail"], out var asked) && asked >= 0 ? asked : DefaultTail;
        var log = Open(data.Path, function, context.RequestServices.GetRequiredService<TimeProvider>());
        context.Response.ContentType = "text/plain; charset=utf-8";
        try
        {
            await context.Response.StartAsync(context.RequestAborted);
            await log.PrintAsync(tail, context.Request.Query["follow"] == "true", PrintAsync, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader has seen enough.
        }

        async Task PrintAsync(string line)
        {
            await context.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), context.RequestAborted);
        }
    }

    private static LogTail Open(string data, string function, TimeProvider time)
    {
        try
        {
            return LogTail.OfFunction(data, function, time);
        }
        catch (DirectoryNotFoundException)
        {
            throw new LambdaException(LambdaErrors.ResourceNotFound, $"There is no log of a function '{function}': it does not exist or has not run yet.");
        }
    }
}

using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Triggers.Contracts;

namespace Triggers.Invoker.Delivery;

/// <summary>The operator's view of Event invocations over HTTP: what <c>triggers queues</c> and <c>triggers dead</c> talk to.</summary>
internal static class DeliveryEndpoints
{
    private const int MostListed = 10_000;
    private const int LongestPayload = 1024 * 1024;

    /// <summary>Maps every route.</summary>
    public static void MapDelivery(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/triggers/queues", ListQueuesAsync);
        routes.MapGet("/triggers/dead/{function}", ListDeadAsync);
        routes.MapGet("/triggers/dead/{function}/{id}", ShowDeadAsync);
        routes.MapPost("/triggers/dead/{function}/{id}/redrive", RedriveAsync);
        routes.MapDelete("/triggers/dead/{function}", PurgeAllAsync);
        routes.MapDelete("/triggers/dead/{function}/{id}", PurgeAsync);
    }

    private static async Task ListQueuesAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var running = services.GetRequiredService<EventDelivery>().Running();
        var rows = await services.GetRequiredService<EventTable>().CountAsync(now, context.RequestAborted);
        await WriteAsync(
            context,
            [
                .. rows.Select(row => new QueueSummary(
                    row.Function,
                    Math.Max(0, (int)(row.Unfinished - row.Delayed) - running.GetValueOrDefault(row.Function)),
                    running.GetValueOrDefault(row.Function),
                    (int)row.Delayed,
                    (int)row.Dead,
                    row.Oldest is { } oldest ? DateTimeOffset.FromUnixTimeMilliseconds(oldest) : null)),
            ],
            DeliveryJson.Default.ListQueueSummary);
    }

    private static async Task ListDeadAsync(HttpContext context)
    {
        var rows = await Table(context).ReadDeadAsync(Value(context, "function"), MostListed, context.RequestAborted);
        await WriteAsync(context, [.. rows.Select(DeadEvent.From)], DeliveryJson.Default.ListDeadEvent);
    }

    private static async Task ShowDeadAsync(HttpContext context) =>
        await WriteAsync(context, DeadEvent.From(await FindAsync(context)), DeliveryJson.Default.DeadEvent);

    private static async Task RedriveAsync(HttpContext context)
    {
        var row = await FindAsync(context);
        var payload = await ReadPayloadAsync(context);
        var isDone = await context.RequestServices.GetRequiredService<EventDelivery>().RedriveAsync(row.Id, payload);
        await WriteAsync(context, new DeadEventCount(isDone ? 1 : 0), DeliveryJson.Default.DeadEventCount);
    }

    private static async Task PurgeAsync(HttpContext context)
    {
        var id = (await FindAsync(context)).Id;
        await PurgeAsync(context, transaction => EventTable.PurgeAsync(transaction, id));
    }

    private static Task PurgeAllAsync(HttpContext context) =>
        PurgeAsync(context, transaction => EventTable.PurgeAllAsync(transaction, Value(context, "function")));

    private static async Task PurgeAsync(HttpContext context, Func<DbTransaction, Task<int>> purge)
    {
        var purged = await context.RequestServices.GetRequiredService<EventJournal>().WriteAsync(purge);
        await WriteAsync(context, new DeadEventCount(purged), DeliveryJson.Default.DeadEventCount);
    }

    private static async Task<EventRow> FindAsync(HttpContext context)
    {
        var (function, id) = (Value(context, "function"), Value(context, "id"));
        return await Table(context).FindAsync(id, context.RequestAborted) is { Condition: not null } row && row.Function == function
            ? row
            : throw new LambdaException(LambdaErrors.ResourceNotFound, $"The function {function} has no dead event {id}.");
    }

    // An edited event must be what an event is: JSON of at most 1 MB.
    private static async Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (body.Length == 0)
        {
            return null;
        }

        if (body.Length > LongestPayload)
        {
            throw new LambdaException(LambdaErrors.RequestTooLarge, $"{body.Length} byte payload is too large for the Event invocation type (limit {LongestPayload} bytes)");
        }

        try
        {
            using var _ = JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length));
        }
        catch (JsonException exception)
        {
            throw new LambdaException(LambdaErrors.InvalidRequestContent, $"The new payload is not JSON: {exception.Message}", exception);
        }

        return body.ToArray();
    }

    private static EventTable Table(HttpContext context) => context.RequestServices.GetRequiredService<EventTable>();

    private static string Value(HttpContext context, string name) => (string)context.GetRouteValue(name)!;

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        context.Response.WriteAsJsonAsync(value, type, contentType: null, context.RequestAborted);
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Triggers.Invoker.Api;

/// <summary>Writes the answers of the Lambda API.</summary>
internal static class ApiAnswer
{
    /// <summary>A document.</summary>
    public static async Task AnswerAsync<T>(this HttpContext context, int status, T document, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document, type);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    /// <summary>Done, and nothing to say: 204.</summary>
    public static void AnswerNothing(this HttpContext context) => context.Response.StatusCode = StatusCodes.Status204NoContent;

    /// <summary>A time as functions carry it: <c>2024-01-01T00:00:00.000+0000</c>.</summary>
    public static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    /// <summary>A time as function URLs carry it: <c>2024-01-01T00:00:00.000Z</c>.</summary>
    public static string IsoTime(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time as event-invoke configurations carry it: seconds since 1970, with milliseconds.</summary>
    public static double EpochSeconds(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() / 1000.0;
}

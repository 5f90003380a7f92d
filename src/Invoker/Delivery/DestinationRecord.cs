using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Triggers.Contracts;

namespace Triggers.Invoker.Delivery;

/// <summary>
/// The record a destination gets: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
/// </summary>
internal static class DestinationRecord
{
    /// <summary>Writes the record as JSON. The function's ARN always carries a qualifier.</summary>
    public static ReadOnlyMemory<byte> Write(QueuedEvent queued, string condition, AwsIdentity identity, DateTimeOffset now)
    {
        var function = queued.Request.Function;
        var buffer = new ArrayBufferWriter<byte>(queued.Request.Payload.Length + 1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("version", "1.0");
            writer.WriteString("timestamp", now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            writer.WriteStartObject("requestContext");
            writer.WriteString("requestId", queued.Request.RequestId);
            writer.WriteString("functionArn", (function with { Qualifier = function.Qualifier ?? FunctionReference.Latest }).ToArn(identity));
            writer.WriteString("condition", condition);
            writer.WriteNumber("approximateInvokeCount", queued.Attempts);
            writer.WriteEndObject();
            WriteDocument(writer, "requestPayload", queued.Request.Payload);
            if (queued.LastResult is { } result)
            {
                writer.WriteStartObject("responseContext");
                writer.WriteNumber("statusCode", 200);
                writer.WriteString("executedVersion", result.ExecutedVersion);
                if (result.FunctionError is not null)
                {
                    writer.WriteString("functionError", result.FunctionError);
                }

                writer.WriteEndObject();
                WriteDocument(writer, "responsePayload", result.Payload);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>JSON goes in as it is; what a custom runtime answered in another form goes in as a string.</summary>
    private static void WriteDocument(Utf8JsonWriter writer, string name, ReadOnlyMemory<byte> document)
    {
        writer.WritePropertyName(name);
        try
        {
            writer.WriteRawValue(document.Span);
        }
        catch (JsonException)
        {
            writer.WriteStringValue(System.Text.Encoding.UTF8.GetString(document.Span));
        }
    }
}

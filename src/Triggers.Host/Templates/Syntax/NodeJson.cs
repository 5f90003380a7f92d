using System.Buffers;
using System.Text.Json;

namespace Triggers.Host.Templates.Syntax;

/// <summary>A resolved node as JSON, for properties that are handed on as they are.</summary>
internal static class NodeJson
{
    /// <summary>The node as a JSON value.</summary>
    public static JsonElement From(TemplateNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, node);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = 2 * TemplateLimits.Depth });
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, TemplateNode node)
    {
        switch (node.Kind)
        {
            case NodeKind.Map:
                writer.WriteStartObject();
                foreach (var entry in node.Entries)
                {
                    writer.WritePropertyName(entry.Name);
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            case NodeKind.List:
                writer.WriteStartArray();
                foreach (var item in node.Items)
                    Write(writer, item);

                writer.WriteEndArray();
                break;
            case NodeKind.Text when node.IsPlain && PlainScalar.AsBoolean(node.Text) is { } flag:
                writer.WriteBooleanValue(flag);
                break;
            case NodeKind.Text when node.IsPlain && PlainScalar.IsNumber(node.Text):
                writer.WriteRawValue(node.Text);
                break;
            case NodeKind.Text:
                writer.WriteStringValue(node.Text);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Triggers.Http.Requests;

/// <summary><c>body</c> and <c>isBase64Encoded</c>.</summary>
internal static class EventBody
{
    // The writer sets six bytes aside for each one it may have to escape: long bodies are given to it in pieces.
    private const int Piece = 16 * 1024;

    /// <summary>How long the body becomes at least.</summary>
    public static long Length(long bytes, bool isText) => isText ? bytes : Base64.GetMaxEncodedToUtf8Length((int)Math.Min(bytes, int.MaxValue / 2));

    /// <summary>Writes a body that is not empty.</summary>
    public static void Write(Utf8JsonWriter writer, JsonEncodedText member, in ReadOnlySequence<byte> body, bool isText)
    {
        if (body.IsSingleSegment && body.Length <= Piece)
        {
            if (isText)
            {
                writer.WriteString(member, body.FirstSpan);
            }
            else
            {
                writer.WriteBase64String(member, body.FirstSpan);
            }

            return;
        }

        writer.WritePropertyName(member);
        foreach (var memory in body)
        {
            for (var rest = memory.Span; !rest.IsEmpty; rest = rest[Math.Min(Piece, rest.Length)..])
            {
                WritePiece(writer, rest[..Math.Min(Piece, rest.Length)], isText, isLast: false);
            }
        }

        WritePiece(writer, [], isText, isLast: true);
    }

    private static void WritePiece(Utf8JsonWriter writer, ReadOnlySpan<byte> piece, bool isText, bool isLast)
    {
        if (isText)
        {
            writer.WriteStringValueSegment(piece, isLast);
        }
        else
        {
            writer.WriteBase64StringSegment(piece, isLast);
        }
    }
}

using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Triggers.Http.Requests;

/// <summary>Tells whether bytes that came in pieces are UTF-8.</summary>
internal static class Utf8Sequence
{
    private const int LongestRune = 4;

    public static bool IsValid(in ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsSingleSegment)
        {
            return Utf8.IsValid(bytes.FirstSpan);
        }

        // A character may lie across two pieces: its first bytes are kept until the rest is there.
        Span<byte> open = stackalloc byte[LongestRune];
        var openLength = 0;
        foreach (var memory in bytes)
        {
            var piece = memory.Span;
            while (openLength > 0 && !piece.IsEmpty)
            {
                open[openLength++] = piece[0];
                piece = piece[1..];
                switch (Rune.DecodeFromUtf8(open[..openLength], out _, out _))
                {
                    case OperationStatus.Done:
                        openLength = 0;
                        break;
                    case OperationStatus.InvalidData:
                        return false;
                }
            }

            var whole = piece.Length - OpenEnd(piece);
            if (!Utf8.IsValid(piece[..whole]))
            {
                return false;
            }

            piece[whole..].CopyTo(open[openLength..]);
            openLength += piece.Length - whole;
        }

        return openLength == 0;
    }

    // How many bytes at the end begin a character that the next piece may complete.
    private static int OpenEnd(ReadOnlySpan<byte> piece)
    {
        for (var length = 1; length < LongestRune && length <= piece.Length; length++)
        {
            if (Rune.DecodeFromUtf8(piece[^length..], out _, out _) == OperationStatus.NeedMoreData)
            {
                return length;
            }
        }

        return 0;
    }
}

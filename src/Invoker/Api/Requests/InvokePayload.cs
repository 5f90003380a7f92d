using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Triggers.Contracts;

namespace Triggers.Invoker.Api.Requests;

/// <summary>
/// An invocation's payload: any JSON text, checked where it lies and passed on as the bytes it came as. The refusals are worded as
/// AWS's JSON reader (Jackson) words them.
/// </summary>
internal static class InvokePayload
{
    private const string Wanted = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

    private static readonly ReadOnlyMemory<byte> EmptyObject = "{}"u8.ToArray();

    private static readonly SearchValues<byte> WordLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$"u8);

    // 1000 levels: Jackson's StreamReadConstraints.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 1000 };

    /// <summary>The event the handler gets: the body, or <c>{}</c> when there is none.</summary>
    /// <exception cref="LambdaException">InvalidRequestContentException: it is not JSON.</exception>
    public static ReadOnlyMemory<byte> Check(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            body = body[Encoding.UTF8.Preamble.Length..];
        }

        if (body.IsEmpty)
        {
            return EmptyObject;
        }

        var text = body.Span;
        if (!Utf8.IsValid(text))
        {
            throw NotUtf8(text);
        }

        var reader = new Utf8JsonReader(text, Options);
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException failure)
        {
            throw NotJson(text, failure);
        }

        return body;
    }

    private static LambdaException NotUtf8(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == OperationStatus.Done)
        {
            at += length;
        }

        return Refusal($"Invalid UTF-8 start byte 0x{text[at]:x2}", text, at, at + 1);
    }

    private static LambdaException NotJson(ReadOnlySpan<byte> text, JsonException failure)
    {
        var at = Offset(text, failure);
        if (at >= text.Length)
        {
            return Refusal("Unexpected end-of-input", text, text.Length, text.Length + 1);
        }

        var wordLength = text[at..].IndexOfAnyExcept(WordLetters);
        var word = text.Slice(at, wordLength < 0 ? text.Length - at : wordLength);
        if (word.Length > 0 && char.IsAsciiLetter((char)word[0]))
        {
            return Refusal($"Unrecognized token '{Encoding.UTF8.GetString(word)}': was expecting {Wanted}", text, at, at + word.Length + 1);
        }

        Rune.DecodeFromUtf8(text[at..], out var rune, out _);
        return Refusal($"Unexpected character ('{rune}' (code {rune.Value})): expected a valid value {Wanted}", text, at, at + 2);
    }

    // The reader says line and byte; it stops inside a wrong word (nul|x), whose start is what is meant.
    private static int Offset(ReadOnlySpan<byte> text, JsonException failure)
    {
        var start = 0;
        for (var line = failure.LineNumber ?? 0; line > 0; line--)
        {
            start += text[start..].IndexOf((byte)'\n') + 1;
        }

        var at = (int)Math.Min(start + (failure.BytePositionInLine ?? 0), text.Length);
        while (at > start && at < text.Length && WordLetters.Contains(text[at - 1]) && WordLetters.Contains(text[at]))
        {
            at--;
        }

        return at;
    }

    private static LambdaException Refusal(string what, ReadOnlySpan<byte> text, int at, int column)
    {
        var before = text[..Math.Min(at, text.Length)];
        var line = before.Count((byte)'\n') + 1;
        column -= before.LastIndexOf((byte)'\n') + 1;
        return new LambdaException(LambdaErrors.InvalidRequestContent,
            $"Could not parse request body into json: Could not parse payload into json: {what}\n at [Source: REDACTED " +
            $"(`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: {line}, column: {column}]");
    }
}

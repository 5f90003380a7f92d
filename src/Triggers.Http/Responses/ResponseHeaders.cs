using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Triggers.Http.Requests;

namespace Triggers.Http.Responses;

/// <summary>Puts the <c>headers</c> and <c>cookies</c> of a handler's response on the answer.</summary>
internal static class ResponseHeaders
{
    // What belongs to the connection, or is ours to say.
    private static readonly FrozenSet<string> NotTheHandlers = new[]
    {
        "connection", "content-length", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
        RequestIds.HttpApiHeader, RequestIds.AmazonHeader, RequestIds.ExtendedHeader, RequestHeader.TraceId,
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Sets the headers; gives the reason when one of them cannot be sent.</summary>
    public static string? Apply(IHeaderDictionary headers, ReadOnlySpan<byte> json, bool isHead)
    {
        if (json.IsEmpty)
        {
            return null;
        }

        var reader = new Utf8JsonReader(json, ProxyJson.Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryReadName(ref reader, out var name))
            {
                return $"'{name}' is no header name";
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                return $"the header {name} is neither a string, a number nor a boolean";
            }

            if (reader.TokenType != JsonTokenType.Null && Set(headers, name, Value(ref reader), isHead) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    /// <summary>Sets the headers of <c>multiValueHeaders</c>, each a list; gives the reason when one of them cannot be sent.</summary>
    public static string? ApplyLists(IHeaderDictionary headers, ReadOnlySpan<byte> json, bool isHead)
    {
        if (json.IsEmpty)
        {
            return null;
        }

        var reader = new Utf8JsonReader(json, ProxyJson.Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryReadName(ref reader, out var name))
            {
                return $"'{name}' is no header name";
            }

            if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.Null))
            {
                return $"the header {name} of multiValueHeaders is no list";
            }

            while (reader.TokenType != JsonTokenType.Null && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    return $"a value of the header {name} is neither a string, a number nor a boolean";
                }

                if (reader.TokenType != JsonTokenType.Null && Set(headers, name, Value(ref reader), isHead) is { } problem)
                {
                    return problem;
                }
            }
        }

        return null;
    }

    /// <summary>Adds a <c>set-cookie</c> header for each cookie; what is no string in the list is passed over.</summary>
    public static string? ApplyCookies(IHeaderDictionary headers, ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
        {
            return null;
        }

        var cookies = new List<string>();
        var reader = new Utf8JsonReader(json, ProxyJson.Options);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                reader.Skip();
                continue;
            }

            var cookie = Text(ref reader);
            if (!IsValue(cookie))
            {
                return "a cookie has control characters in it";
            }

            cookies.Add(cookie);
        }

        if (cookies.Count > 0)
        {
            headers.SetCookie = StringValues.Concat(headers.SetCookie, cookies.ToArray());
        }

        return null;
    }

    private static string? Set(IHeaderDictionary headers, string name, string value, bool isHead)
    {
        if (!IsValue(value))
        {
            return $"the header {name} has control characters in it";
        }

        if (NotTheHandlers.Contains(name))
        {
            // Only the answer to HEAD may say a length it does not have.
            if (isHead && name.Equals("content-length", StringComparison.OrdinalIgnoreCase) && long.TryParse(value, out var length) && length >= 0)
            {
                headers.ContentLength = length;
            }
        }
        else if (name.Equals("content-type", StringComparison.OrdinalIgnoreCase))
        {
            headers.ContentType = value;
        }
        else
        {
            headers.Append(name, value);
        }

        return null;
    }

    private static string Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => Text(ref reader),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => Encoding.ASCII.GetString(reader.ValueSpan),
    };

    private static bool TryReadName(ref Utf8JsonReader reader, out string name)
    {
        name = Text(ref reader);
        reader.Read();
        return name.Length > 0 && !name.AsSpan().ContainsAnyExcept(NameCharacters);
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }

        var bytes = new byte[reader.ValueSpan.Length];
        return Encoding.UTF8.GetString(bytes, 0, JsonText.Unescape(reader.ValueSpan, bytes));
    }

    private static bool IsValue(string value) => !value.AsSpan().ContainsAnyInRange('\0', '\b') && !value.AsSpan().ContainsAnyInRange('\n', '\x1f') && !value.Contains('\x7f', StringComparison.Ordinal);
}

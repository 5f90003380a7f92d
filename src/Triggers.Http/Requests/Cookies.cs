using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Triggers.Http.Requests;

/// <summary><c>cookies</c>: the Cookie header taken apart, each <c>name=value</c> as sent.</summary>
internal static class Cookies
{
    /// <summary>Writes the member, or nothing when there is no cookie.</summary>
    public static void Write(Utf8JsonWriter writer, JsonEncodedText member, StringValues header)
    {
        var isOpen = false;
        foreach (var line in header)
        {
            foreach (var range in line.AsSpan().Split(';'))
            {
                var cookie = line.AsSpan(range).Trim(' ');
                if (cookie.IsEmpty)
                {
                    continue;
                }

                if (!isOpen)
                {
                    writer.WriteStartArray(member);
                    isOpen = true;
                }

                writer.WriteStringValue(cookie);
            }
        }

        if (isOpen)
        {
            writer.WriteEndArray();
        }
    }
}

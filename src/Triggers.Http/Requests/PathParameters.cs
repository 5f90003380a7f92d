using System.Text.Json;
using Triggers.Http.Routing;

namespace Triggers.Http.Requests;

/// <summary><c>pathParameters</c>: a greedy one goes from its segment to the end, inner slashes kept.</summary>
internal static class PathParameters
{
    /// <summary>Writes the object, decoded; nothing when the route has no parameter.</summary>
    public static void Write(Utf8JsonWriter writer, JsonEncodedText member, HttpRoute route, ReadOnlySpan<char> path)
    {
        if (!route.Parameters.IsEmpty)
        {
            WriteObject(writer, member, route, path, isEncoded: false);
        }
    }

    /// <summary>Writes the object as payload format 1.0 has it: null when there is no parameter, a REST API's as they were sent.</summary>
    public static void WriteFormat1(Utf8JsonWriter writer, JsonEncodedText member, HttpRoute route, ReadOnlySpan<char> path)
    {
        if (route.Parameters.IsEmpty)
        {
            writer.WriteNull(member);
        }
        else
        {
            WriteObject(writer, member, route, path, isEncoded: route.Api.Kind == ApiKind.RestApi);
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonEncodedText member, HttpRoute route, ReadOnlySpan<char> path, bool isEncoded)
    {
        writer.WriteStartObject(member);
        var rest = path[1..];
        var segment = 0;
        foreach (var parameter in route.Parameters)
        {
            for (; segment < parameter.Segment; segment++)
            {
                rest = rest[(rest.IndexOf('/') + 1)..];
            }

            var end = parameter.IsGreedy ? -1 : rest.IndexOf('/');
            var value = end < 0 ? rest : rest[..end];
            if (isEncoded)
            {
                writer.WriteString(parameter.Name, parameter.IsGreedy ? WithoutOuterSlashes(value) : value);
            }
            else
            {
                writer.WriteString(parameter.Name, PercentEncoding.Decode(value));
            }
        }

        writer.WriteEndObject();
    }

    // As recorded: slashes in front are dropped, and one at the end.
    private static ReadOnlySpan<char> WithoutOuterSlashes(ReadOnlySpan<char> value)
    {
        value = value.TrimStart('/');
        return value.EndsWith('/') ? value[..^1] : value;
    }
}

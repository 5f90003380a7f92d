using System.Text.Json;
using Triggers.Http.Routing;

namespace Triggers.Http.Requests;

/// <summary><c>pathParameters</c>: decoded; a greedy one from its segment to the end, inner slashes kept.</summary>
internal static class PathParameters
{
    /// <summary>Writes the member, or nothing when the route has no parameter.</summary>
    public static void Write(Utf8JsonWriter writer, JsonEncodedText member, HttpRoute route, ReadOnlySpan<char> path)
    {
        if (route.Parameters.IsEmpty)
        {
            return;
        }

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
            writer.WriteString(parameter.Name, PercentEncoding.Decode(end < 0 ? rest : rest[..end]));
        }

        writer.WriteEndObject();
    }
}

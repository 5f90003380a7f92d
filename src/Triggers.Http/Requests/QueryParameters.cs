using System.Text;
using System.Text.Json;
using Triggers.Http.Routing;

namespace Triggers.Http.Requests;

/// <summary>
/// <c>queryStringParameters</c>: keys and values decoded, the values of a repeated key joined with a comma in the order they
/// were sent. Few parameters, which is the rule, are compared with each other; many are looked up.
/// </summary>
internal sealed class QueryParameters
{
    private const int MostCompared = 12;

    private readonly List<(string Key, string Value, StringBuilder? Joined)> entries = [];
    private Dictionary<string, int>? index;

    /// <summary>Writes the member, or nothing when there is no parameter.</summary>
    public static void Write(Utf8JsonWriter writer, JsonEncodedText member, ReadOnlySpan<char> query)
    {
        if (query.IsEmpty)
        {
            return;
        }

        var parameters = new QueryParameters();
        foreach (var range in query.Split('&'))
        {
            parameters.Add(query[range]);
        }

        if (parameters.entries.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(member);
        foreach (var (key, value, joined) in parameters.entries)
        {
            writer.WriteString(key, joined?.ToString() ?? value);
        }

        writer.WriteEndObject();
    }

    private void Add(ReadOnlySpan<char> pair)
    {
        if (pair.IsEmpty)
        {
            return;
        }

        var equals = pair.IndexOf('=');
        var key = PercentEncoding.DecodeQuery(equals < 0 ? pair : pair[..equals]);
        var value = equals < 0 ? "" : PercentEncoding.DecodeQuery(pair[(equals + 1)..]);
        var place = Find(key);
        if (place < 0)
        {
            index?.Add(key, entries.Count);
            entries.Add((key, value, null));
            return;
        }

        var (_, first, joined) = entries[place];
        joined ??= new StringBuilder(first);
        joined.Append(',').Append(value);
        entries[place] = (key, first, joined);
    }

    private int Find(string key)
    {
        if (index is not null)
        {
            return index.GetValueOrDefault(key, -1);
        }

        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Key == key)
            {
                return i;
            }
        }

        if (entries.Count == MostCompared)
        {
            index = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < entries.Count; i++)
            {
                index.Add(entries[i].Key, i);
            }
        }

        return -1;
    }
}

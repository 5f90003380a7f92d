using System.Text.Json;
using Triggers.Http.Routing;

namespace Triggers.Http.Requests;

/// <summary>
/// The parameters of a query, keys and values decoded, a repeated key with its values in the order they were sent. Few
/// parameters, which is the rule, are compared with each other; many are looked up.
/// </summary>
internal sealed class QueryParameters
{
    private const int MostCompared = 12;

    private readonly List<Entry> entries = [];
    private Dictionary<string, int>? index;

    /// <summary>Takes a query apart; null when there is no parameter in it.</summary>
    public static QueryParameters? Parse(ReadOnlySpan<char> query)
    {
        if (query.IsEmpty)
        {
            return null;
        }

        var parameters = new QueryParameters();
        foreach (var range in query.Split('&'))
        {
            parameters.Add(query[range]);
        }

        return parameters.entries.Count == 0 ? null : parameters;
    }

    /// <summary>The last value of a parameter, or null.</summary>
    public string? Find(ReadOnlySpan<char> name)
    {
        foreach (var (key, value, all) in entries)
        {
            if (name.SequenceEqual(key))
            {
                return all is null ? value : all[^1];
            }
        }

        return null;
    }

    /// <summary>Writes an object of texts: the values of a repeated key joined with a comma.</summary>
    public void WriteJoined(Utf8JsonWriter writer, JsonEncodedText member)
    {
        writer.WriteStartObject(member);
        foreach (var (key, value, all) in entries)
        {
            writer.WriteString(key, all is null ? value : string.Join(',', all));
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes an object of texts: the last value of a repeated key.</summary>
    public void WriteLast(Utf8JsonWriter writer, JsonEncodedText member)
    {
        writer.WriteStartObject(member);
        foreach (var (key, value, all) in entries)
        {
            writer.WriteString(key, all is null ? value : all[^1]);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes an object of lists.</summary>
    public void WriteAll(Utf8JsonWriter writer, JsonEncodedText member)
    {
        writer.WriteStartObject(member);
        foreach (var (key, value, all) in entries)
        {
            writer.WriteStartArray(key);
            writer.WriteStringValue(value);
            for (var i = 1; i < all?.Count; i++)
            {
                writer.WriteStringValue(all[i]);
            }

            writer.WriteEndArray();
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
            entries.Add(new Entry(key, value, null));
            return;
        }

        var entry = entries[place];
        if (entry.All is { } all)
        {
            all.Add(value);
        }
        else
        {
            entries[place] = entry with { All = [entry.Value, value] };
        }
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

    private readonly record struct Entry(string Key, string Value, List<string>? All);
}

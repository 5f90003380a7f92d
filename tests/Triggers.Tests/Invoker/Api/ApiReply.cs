using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Triggers.Tests.Invoker.Api;

/// <summary>An answer of the API.</summary>
internal sealed partial record ApiReply(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonNode? Json => JsonNode.Parse(Body);

    public static async Task<ApiReply> ReadAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        response.Headers.Concat(response.Content.Headers)
            .Where(header => header.Key is not "Date")
            .ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase),
        await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

    /// <summary>Compares the whole document; in it every UUID reads <c>UUID</c>.</summary>
    public void Is(HttpStatusCode status, string document)
    {
        var actual = JsonNode.Parse(Uuid().Replace(Text, "UUID"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(document), actual), $"Expected {document}\nbut was {(int)Status} {actual}");
        Assert.Equal(status, Status);
    }

    /// <summary>A refusal: status, the error's name in its header, and the whole document.</summary>
    public void IsRefusal(HttpStatusCode status, string name, string document)
    {
        Is(status, document);
        Assert.Equal(name, Headers["x-amzn-ErrorType"]);
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")]
    private static partial Regex Uuid();
}

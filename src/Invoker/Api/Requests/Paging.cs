using System.Buffers.Text;
using System.Text;
using Triggers.Contracts;

namespace Triggers.Invoker.Api.Requests;

/// <summary>
/// Lists in pages: <c>Marker</c> and <c>MaxItems</c>. A marker is the key of the last thing shown, so a page is right even when
/// things come and go between two calls.
/// </summary>
internal static class Paging
{
    /// <summary>The page that was asked for.</summary>
    /// <param name="context">The request.</param>
    /// <param name="all">Everything, with keys; any order.</param>
    /// <param name="most">The largest <c>MaxItems</c> that may be asked for.</param>
    /// <param name="perPage">How many are shown at most, whatever is asked for.</param>
    public static (IReadOnlyList<T> Items, string? NextMarker) Page<T>(
        this HttpContext context, IEnumerable<KeyValuePair<string, T>> all, int most = 10_000, int perPage = 50)
    {
        var size = Math.Min(context.Number("MaxItems", "maxItems", least: 1, most) ?? perPage, perPage);
        var after = context.Parameter("Marker") is { } marker ? Decode(marker) : null;
        var page = all
            .Where(one => after is null || string.CompareOrdinal(one.Key, after) > 0)
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .Take(size + 1)
            .ToList();
        var next = page.Count > size ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(page[size - 1].Key)) : null;
        return ([.. page.Take(size).Select(one => one.Value)], next);
    }

    private static string Decode(string marker) => Base64Url.IsValid(marker)
        ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(marker))
        : throw new LambdaException(LambdaErrors.InvalidParameterValue, $"'{marker}' is no marker of an earlier answer (NextMarker).");
}

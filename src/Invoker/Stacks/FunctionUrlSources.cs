using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json;
using Triggers.Contracts;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Stacks;

/// <summary>Function URLs as event sources, whether a template or the Lambda API made them.</summary>
internal static class FunctionUrlSources
{
    /// <summary>The URLs of all functions.</summary>
    public static IEnumerable<EventSource> Of(FunctionSnapshot functions) =>
        from function in functions.Functions.Values
        from url in function.Urls
        select Of(function, url.Key == FunctionReference.Latest ? null : url.Key, url.Value);

    /// <summary>True when both snapshots have the very same URLs.</summary>
    public static bool AreSame(FunctionSnapshot one, FunctionSnapshot other) => Urls(one).SequenceEqual(Urls(other));

    private static IEnumerable<(string, ImmutableSortedDictionary<string, FunctionUrl>)> Urls(FunctionSnapshot functions) =>
        functions.Functions.Values.Where(function => !function.Urls.IsEmpty).Select(function => (function.Name, function.Urls));

    private static EventSource Of(FunctionRecord function, string? qualifier, FunctionUrl url)
    {
        var reference = new FunctionReference(function.Name, qualifier);
        return new EventSource
        {
            Id = $"url/{reference}",
            Kind = EventSourceKinds.FunctionUrl,
            Stack = function.Stack,
            Function = reference,
            Properties = JsonSerializer.SerializeToElement(new JsonObject
            {
                ["UrlId"] = url.UrlId,
                ["AuthType"] = url.AuthType,
                ["InvokeMode"] = url.InvokeMode,
                ["Cors"] = url.Cors is { } cors ? JsonNode.Parse(cors.GetRawText()) : null,
            }),
        };
    }
}

using System.Collections.Immutable;
using Triggers.Contracts;
using Triggers.Invoker.Stacks;

namespace Triggers.Host.Commands;

/// <summary>A route with the command to try it.</summary>
/// <param name="Key"><c>GET /orders/{id}</c> or <c>$default</c>.</param>
/// <param name="Function">The function it calls.</param>
/// <param name="Curl">A command line; null when the gateway's address is not known.</param>
internal sealed record RouteLine(string Key, string Function, string? Curl)
{
    private const string DefaultStage = "$default";
    private const string DefaultRoute = "$default";

    /// <summary>The routes of a stack, and the URLs of its functions.</summary>
    public static ImmutableArray<RouteLine> Of(StackDocument document, Uri? gateway) =>
    [
        .. Of(document.EventSources, gateway),
        .. document.Functions.Where(function => function.Url is not null).Select(function => new RouteLine(
            "function URL", function.FunctionName, gateway is null ? null : $"curl {AddressOf(function.Url!, gateway)}")),
    ];

    /// <summary>Where the URL of a function is reached.</summary>
    public static string AddressOf(StackFunctionUrl url, Uri gateway) =>
        $"{gateway.Scheme}://{url.UrlId}.lambda-url.localhost{(gateway.IsDefaultPort ? "" : $":{gateway.Port}")}/";

    private static ImmutableArray<RouteLine> Of(ImmutableArray<EventSource> sources, Uri? gateway)
    {
        var stages = sources.Where(source => source.Kind is EventSourceKinds.HttpApi or EventSourceKinds.RestApi).DistinctBy(source => Text(source, "ApiId"))
            .ToDictionary(source => Text(source, "ApiId"), source => Text(source, "StageName"), StringComparer.Ordinal);
        var routes = sources.Where(source => source.Kind is EventSourceKinds.HttpApiRoute or EventSourceKinds.RestApiRoute).ToList();

        // Two APIs with the same route: by the address alone the first would answer.
        var shared = routes.GroupBy(Key, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. routes.Select(source => new RouteLine(
                Key(source),
                source.Function!.Name,
                gateway is null ? null : CurlOf(source, stages.GetValueOrDefault(Text(source, "ApiId"), DefaultStage), shared.Contains(Key(source)), gateway))),
        ];

        string Key(EventSource source) => Text(source, "Path") is DefaultRoute ? DefaultRoute : $"{Text(source, "Method")} {Text(source, "Path")}";
    }

    private static string CurlOf(EventSource source, string stage, bool isShared, Uri gateway)
    {
        var path = Text(source, "Path") is var template && template == DefaultRoute ? "/" : template;
        var segments = path.Split('/').Select(segment => segment.StartsWith('{') ? segment.Trim('{', '}').TrimEnd('+') : segment);
        var url = $"{gateway.GetLeftPart(UriPartial.Authority)}{(stage == DefaultStage ? "" : $"/{stage}")}{string.Join('/', segments)}";
        var host = isShared ? $"-H 'host: {Text(source, "ApiId")}.localhost' " : "";
        var method = Text(source, "Method") switch
        {
            "GET" or "ANY" => "",
            "HEAD" => "-I ",
            var write when write is "POST" or "PUT" or "PATCH" => $"-X {write} -H 'content-type: application/json' -d '{{}}' ",
            var other => $"-X {other} ",
        };
        return $"curl {method}{host}{url}";
    }

    private static string Text(EventSource source, string name) => source.Properties.GetProperty(name).GetString() ?? "";
}

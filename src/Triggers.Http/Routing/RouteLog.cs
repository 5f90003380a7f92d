namespace Triggers.Http.Routing;

/// <summary>What is said of the routes when the catalog changes.</summary>
internal static partial class RouteLog
{
    [LoggerMessage(1, LogLevel.Information, "HTTP APIs: {Routes} routes of {Apis} APIs in force")]
    public static partial void RoutesInForce(this ILogger logger, int routes, int apis);

    [LoggerMessage(2, LogLevel.Error, "HTTP API {Source} is left out: {Reason}")]
    public static partial void ApiLeftOut(this ILogger logger, string source, string reason);

    [LoggerMessage(3, LogLevel.Error, "Route {Source} is left out: {Reason}")]
    public static partial void RouteLeftOut(this ILogger logger, string source, string reason);

    [LoggerMessage(4, LogLevel.Error, "Route {Route} ({Source}) is left out: API {Api} has that route already, and the first one stays")]
    public static partial void RouteDuplicate(this ILogger logger, string route, string source, string api);

    [LoggerMessage(5, LogLevel.Warning, "Route {Route} ({Source}) will answer {Status}: {Reason}")]
    public static partial void RouteDefect(this ILogger logger, string route, string source, int status, string reason);

    [LoggerMessage(6, LogLevel.Warning,
        "Route {Route} of API {Api} is reached by the host name {Api}.execute-api.… only: on the plain address, route {Other} of API {OtherApi} was there first")]
    public static partial void RouteHidden(this ILogger logger, string route, string api, string other, string otherApi);

    [LoggerMessage(8, LogLevel.Warning, "Function URL {Source} of {Function} asks for RESPONSE_STREAM: its answers are sent when they are whole")]
    public static partial void StreamBuffered(this ILogger logger, string source, string function);

    [LoggerMessage(7, LogLevel.Warning, "Route {Source}: TimeoutInMillis must be {Shortest} to {Longest}, was {Value}; {Used} is used")]
    public static partial void TimeoutReplaced(this ILogger logger, string source, int shortest, int longest, string value, int used);
}

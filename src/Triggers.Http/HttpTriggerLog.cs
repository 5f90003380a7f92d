namespace Triggers.Http;

/// <summary>What is said of requests. The client never hears any of it.</summary>
internal static partial class HttpTriggerLog
{
    [LoggerMessage(20, LogLevel.Warning, "{RequestId} {Route}: function {Function} failed ({Error}); answered {Status}")]
    public static partial void FunctionFailed(this ILogger logger, string requestId, string route, string function, string error, int status);

    [LoggerMessage(21, LogLevel.Warning, "{RequestId} {Route}: no answer can be made of what function {Function} returned: {Reason}; answered {Status}")]
    public static partial void ResponseUnusable(this ILogger logger, string requestId, string route, string function, string reason, int status);

    [LoggerMessage(22, LogLevel.Warning, "{RequestId} {Route}: function {Function} returned a body that is no string; its JSON text was sent")]
    public static partial void BodyIsJson(this ILogger logger, string requestId, string route, string function);

    [LoggerMessage(23, LogLevel.Warning, "{RequestId} {Route}: function {Function} did not answer within {Timeout}; answered {Status}, the invocation runs on")]
    public static partial void IntegrationTimedOut(this ILogger logger, string requestId, string route, string function, TimeSpan timeout, int status);

    [LoggerMessage(24, LogLevel.Information, "{RequestId} {Route}: the client is gone; the invocation of {Function} runs on")]
    public static partial void ClientGone(this ILogger logger, string requestId, string route, string function);

    [LoggerMessage(EventId = 25, Message = "{RequestId} {Route}: function {Function} refused: {Error} {Message}; answered {Status}")]
    public static partial void Refused(this ILogger logger, LogLevel level, string requestId, string route, string function, string error, string message, int status);

    [LoggerMessage(26, LogLevel.Error, "{RequestId} {Route}: calling function {Function} failed; answered {Status}")]
    public static partial void CallFailed(this ILogger logger, Exception exception, string requestId, string route, string function, int status);

    [LoggerMessage(27, LogLevel.Error, "{Route} answers {Status}: {Reason}")]
    public static partial void RouteNotServed(this ILogger logger, string route, int status, string reason);

    [LoggerMessage(28, LogLevel.Warning, "{RequestId} {Route}: the invocation of {Function} that nobody waited for any more failed")]
    public static partial void AbandonedFailed(this ILogger logger, Exception exception, string requestId, string route, string function);

    [LoggerMessage(30, LogLevel.Error, "{Route} answers 500: the keys of the issuer {Issuer} cannot be had")]
    public static partial void KeysUnreachable(this ILogger logger, Exception exception, string route, string issuer);

    [LoggerMessage(31, LogLevel.Debug, "{Route}: a token was refused ({Reason})")]
    public static partial void TokenRefused(this ILogger logger, string route, string reason);

    [LoggerMessage(29, LogLevel.Debug, "{Route}: the request's body could not be read: {Reason}")]
    public static partial void BodyUnreadable(this ILogger logger, string route, string reason);
}

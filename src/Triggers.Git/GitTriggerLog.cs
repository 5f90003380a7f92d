namespace Triggers.Git;

/// <summary>What is said of deliveries and repositories; never a secret, nor an address with one in it.</summary>
internal static partial class GitTriggerLog
{
    [LoggerMessage(1, LogLevel.Error, "Repository {Source} is left out: {Reason}")]
    public static partial void RepositoryLeftOut(this ILogger logger, string source, string reason);

    [LoggerMessage(2, LogLevel.Information, "Repository {Repository}: delivery {EventId} of {Host} told {Changes} changes, {Invocations} invocations")]
    public static partial void Delivered(this ILogger logger, string repository, string eventId, string host, int changes, int invocations);

    [LoggerMessage(3, LogLevel.Information, "Repository {Repository}: a delivery of {Host} is no event: {Reason}")]
    public static partial void Ignored(this ILogger logger, string repository, string host, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Repository {Repository}: a delivery from {Address} was refused with {Status}: {Reason}")]
    public static partial void Refused(this ILogger logger, string repository, string? address, int status, string reason);

    [LoggerMessage(5, LogLevel.Error, "Repository {Repository}: trigger {Trigger} was left out of event {EventId}: {Error} {Message}")]
    public static partial void TriggerFailed(this ILogger logger, string repository, string trigger, string eventId, string error, string message);

    [LoggerMessage(6, LogLevel.Warning, "Repository {Repository}: event {EventId} cannot be handed over now, and its sender was told to try again: {Message}")]
    public static partial void Unavailable(this ILogger logger, string repository, string eventId, string message);

    [LoggerMessage(7, LogLevel.Error, "Repository {Repository}: a delivery of {Host} failed; answered 503")]
    public static partial void DeliveryFailed(this ILogger logger, Exception exception, string repository, string host);

    [LoggerMessage(8, LogLevel.Debug, "Repository {Repository}: a delivery's body could not be read: {Reason}")]
    public static partial void BodyUnreadable(this ILogger logger, string repository, string reason);

    [LoggerMessage(10, LogLevel.Error, "Repository {Repository}: the body of delivery {EventId} cannot be kept: {Reason}")]
    public static partial void NotArchived(this ILogger logger, string repository, string eventId, string reason);

    [LoggerMessage(9, LogLevel.Information, "Repository {Repository}: a delivery begins where none before it had ended; the repository is asked what was missed")]
    public static partial void Gap(this ILogger logger, string repository);
}

namespace Triggers.Git.Webhooks;

/// <summary>A delivery that cannot be read: 400 with this sentence.</summary>
public sealed class WebhookException(string message) : Exception(message);

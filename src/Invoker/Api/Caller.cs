namespace Triggers.Invoker.Api;

/// <summary>Who signed the request; a feature of it, there only when signatures are checked.</summary>
/// <param name="AccessKey">The access key.</param>
internal sealed record Caller(string AccessKey);

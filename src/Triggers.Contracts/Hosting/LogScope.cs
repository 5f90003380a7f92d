using System.Collections;

namespace Triggers.Contracts.Hosting;

/// <summary>Names the invocation in every log line written on its behalf: <c>using (logger.BeginScope(new LogScope(id, function)))</c>.</summary>
/// <param name="requestId">The invocation's request id.</param>
/// <param name="functionName">The function's name.</param>
public sealed class LogScope(string requestId, string functionName) : IReadOnlyList<KeyValuePair<string, object?>>
{
    // Not "RequestId": that is the web server's own name for its connection's request, and it is in its scope beside ours.
    internal const string RequestIdKey = "AwsRequestId";
    internal const string FunctionNameKey = "FunctionName";

    /// <summary>The invocation's request id.</summary>
    public string RequestId { get; } = requestId;

    /// <summary>The function's name.</summary>
    public string FunctionName { get; } = functionName;

    /// <inheritdoc/>
    public int Count => 2;

    /// <inheritdoc/>
    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new(RequestIdKey, RequestId),
        1 => new(FunctionNameKey, FunctionName),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return this[0];
        yield return this[1];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{RequestIdKey}:{RequestId} {FunctionNameKey}:{FunctionName}";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

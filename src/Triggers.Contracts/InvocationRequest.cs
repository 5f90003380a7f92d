namespace Triggers.Contracts;

/// <summary>
/// One call of a function, on its way from a trigger or the Lambda API to the handler. The payload travels as the bytes that
/// arrived: nothing on the way parses and prints it again.
/// </summary>
public sealed record InvocationRequest
{
    /// <summary>The one id of this invocation (UUID), in every log line, message and answer; the same on each attempt.</summary>
    public required string RequestId { get; init; }

    /// <summary>The function, with the qualifier as the caller gave it.</summary>
    public required FunctionReference Function { get; init; }

    /// <summary>The event: UTF-8 JSON, at most 6 MB (RequestResponse) or 1 MB (Event).</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The client context as JSON text (already base64-decoded), RequestResponse only; or null.</summary>
    public string? ClientContext { get; init; }

    /// <summary>Cognito identity as JSON text, or null.</summary>
    public string? CognitoIdentity { get; init; }

    /// <summary>X-Ray trace header (<c>Root=1-…;Parent=…;Sampled=…</c>), or null: the invoker makes one.</summary>
    public string? TraceId { get; init; }

    /// <summary>True when the caller wants the last 4 KB of the invocation's log (<c>LogType=Tail</c>).</summary>
    public bool IsLogTailWanted { get; init; }

    /// <summary>When the invocation was accepted; an Event's age counts from here. Unset = on arrival at the invoker.</summary>
    public DateTimeOffset AcceptedAt { get; init; }

    /// <summary>
    /// True when the id was not drawn at random (version 4) but made from what its source repeats (<see cref="NameUuid"/>): an Event
    /// invocation of the same id within <c>Delivery:DuplicateWindow</c> is the same event and does not run again.
    /// </summary>
    public static bool MayBeRepeated(string requestId) => requestId.Length != 36 || requestId[14] != '4';

    /// <summary>A new request id: lower-case version 4 UUID.</summary>
    public static string NewRequestId() => RandomUuid.New();
}

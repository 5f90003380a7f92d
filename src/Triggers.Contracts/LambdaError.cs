namespace Triggers.Contracts;

/// <summary>One row of the table of refusals: what AWS calls it and how it travels over HTTP.</summary>
/// <param name="Name">The exception's name, the value of <c>x-amzn-ErrorType</c>.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="IsMessageCapital">True when the model's member is <c>Message</c> and not <c>message</c>.</param>
/// <param name="HasType">False for errors of AWS's front end, whose body is the message alone.</param>
public sealed record LambdaError(string Name, int Status, bool IsMessageCapital = false, bool HasType = true)
{
    /// <summary><c>User</c> for 4xx, <c>Service</c> for 5xx: the <c>Type</c> member of the body.</summary>
    public string Fault => Status < 500 ? "User" : "Service";

    /// <summary>True when the same call may succeed later: throttles and service errors. Decides an Event's requeueing.</summary>
    public bool IsRetryable => Status is 429 or >= 500;
}

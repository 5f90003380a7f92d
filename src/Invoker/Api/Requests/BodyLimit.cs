namespace Triggers.Invoker.Api.Requests;

/// <summary>What a route is called and how large a body it takes; endpoint metadata.</summary>
/// <param name="Operation">The operation's name in AWS's model.</param>
/// <param name="Bytes">The largest body.</param>
internal sealed record BodyLimit(string Operation, int Bytes)
{
    /// <summary>6 MB: Invoke. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.</summary>
    public const int Invoke = 6 * 1024 * 1024;

    /// <summary>What a 50 MB package needs in base64, and some: the number in AWS's own refusal.</summary>
    public const int Package = 70_167_211;

    /// <summary>Configuration, policies, tags.</summary>
    public const int Settings = 1024 * 1024;

    /// <summary>For requests of no operation: their body is read only to check its signature.</summary>
    public static BodyLimit Unknown { get; } = new("unknown", Settings);
}

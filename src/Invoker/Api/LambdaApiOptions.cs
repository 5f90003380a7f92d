using System.ComponentModel.DataAnnotations;

namespace Triggers.Invoker.Api;

/// <summary>What can be set of the Lambda API: section <c>Lambda</c> of the configuration.</summary>
public sealed class LambdaApiOptions
{
    /// <summary>The configuration section these settings are read from, and the name of the door.</summary>
    public const string Section = "Lambda";

    /// <summary>Where the API listens unless set: <c>Lambda:Url</c>.</summary>
    public const string DefaultUrl = "http://127.0.0.1:3001";

    /// <summary>
    /// Access keys and their secrets (<c>Lambda:Credentials:AKIDEXAMPLE=secret</c>). With one or more, every request must be signed
    /// by one of them; without, the API listens on a loopback address only and takes any signature.
    /// </summary>
    public Dictionary<string, string> Credentials { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// The end of every function URL, with the port when it is not 80: <c>http://{url id}.lambda-url.{this}/</c>. Default
    /// <c>localhost</c> and the HTTP gateway's port.
    /// </summary>
    [RegularExpression(@"[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:[0-9]{1,5})?", ErrorMessage = "Lambda:FunctionUrlDomain must look like functions.example.org:3000.")]
    public string FunctionUrlDomain { get; set; } = "localhost:3000";
}

using System.ComponentModel.DataAnnotations;

namespace Triggers.Http;

/// <summary>What can be set of the HTTP trigger: section <c>Http</c> of the configuration.</summary>
public sealed class HttpTriggerOptions : IValidatableObject
{
    /// <summary>The configuration section these settings are read from.</summary>
    public const string Section = "Http";

    private const long LargestBody = 1024 * 1024 * 1024;

    /// <summary>Where it listens unless set.</summary>
    public const string DefaultUrl = "http://127.0.0.1:3000";

    /// <summary>The address it listens on; default <c>http://127.0.0.1:3000</c>.</summary>
    public string Url { get; set; } = DefaultUrl;

    /// <summary>
    /// The status of a throttled request: 429, which clients understand, or 503, which is what AWS's HTTP APIs say; default 429.
    /// </summary>
    [AllowedValues(429, 503, ErrorMessage = "Http:ThrottleStatus must be 429 or 503.")]
    public int ThrottleStatus { get; set; } = 429;

    /// <summary>
    /// The largest request body in bytes; default 10 MB, as on AWS. The event made of it must fit into 6 MB all the same.
    /// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
    /// </summary>
    public long MaximumBodyBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>
    /// Addresses and networks (<c>10.0.0.0/8</c>) whose <c>X-Forwarded-For</c>, <c>-Port</c> and <c>-Proto</c> are believed;
    /// default none.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>Checks what attributes cannot, or cannot say with the value.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaximumBodyBytes is < 0 or > LargestBody)
        {
            yield return new ValidationResult($"Http:MaximumBodyBytes must be 0 to {LargestBody}, was {MaximumBodyBytes}.");
        }

        foreach (var proxy in TrustedProxies)
        {
            if (!Requests.TrustedProxies.TryRead(proxy, out _))
            {
                yield return new ValidationResult($"Http:TrustedProxies must be addresses or networks like 10.0.0.0/8, was '{proxy}'.");
            }
        }
    }
}

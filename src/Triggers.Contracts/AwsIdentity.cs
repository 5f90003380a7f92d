using System.ComponentModel.DataAnnotations;

namespace Triggers.Contracts;

/// <summary>
/// The account, region and partition that every ARN and event carries. Section <c>Aws</c> of the configuration.
/// </summary>
public sealed class AwsIdentity
{
    /// <summary>The configuration section these settings are read from.</summary>
    public const string Section = "Aws";

    /// <summary>Region of every ARN, event and environment variable; default <c>us-east-1</c>.</summary>
    [RegularExpression("^[a-z]{2}(-[a-z]+)+-[0-9]$", ErrorMessage = "Aws:Region must look like us-east-1.")]
    public string Region { get; set; } = "us-east-1";

    /// <summary>The 12-digit account; default <c>000000000000</c>.</summary>
    [RegularExpression("^[0-9]{12}$", ErrorMessage = "Aws:AccountId must be 12 digits.")]
    public string AccountId { get; set; } = "000000000000";

    /// <summary>ARN partition; default <c>aws</c>.</summary>
    [RegularExpression("^aws[a-z-]*$", ErrorMessage = "Aws:Partition must be aws or start with aws-.")]
    public string Partition { get; set; } = "aws";

    /// <summary>An ARN of this account and region: <c>arn:{partition}:{service}:{region}:{account}:{resource}</c>.</summary>
    public string Arn(string service, string resource) => $"arn:{Partition}:{service}:{Region}:{AccountId}:{resource}";
}

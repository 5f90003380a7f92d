using System.Text.RegularExpressions;

namespace Triggers.Contracts;

/// <summary>
/// Which function an invocation is for: its name and, if given, a version number, <c>$LATEST</c> or alias.
/// Shapes: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (FunctionName).
/// </summary>
/// <param name="Name">1 to 64 letters, digits, <c>-</c> and <c>_</c>.</param>
/// <param name="Qualifier">Version, alias or null (= <c>$LATEST</c>, unqualified).</param>
public sealed partial record FunctionReference(string Name, string? Qualifier = null)
{
    /// <summary>The qualifier that names the unpublished code and configuration.</summary>
    public const string Latest = "$LATEST";

    private const int LongestText = 256;

    /// <summary>
    /// Reads a name, <c>name:qualifier</c>, partial ARN (<c>account:function:name</c>) or full ARN, with or without a qualifier.
    /// </summary>
    /// <param name="text">What the caller wrote, already percent-decoded.</param>
    /// <param name="qualifier">The separate <c>Qualifier</c> parameter, or null.</param>
    /// <param name="identity">Our account and region: ARNs of others are refused.</param>
    /// <exception cref="LambdaException">ValidationException, InvalidParameterValueException or ResourceNotFoundException.</exception>
    public static FunctionReference Parse(string text, string? qualifier, AwsIdentity identity)
    {
        var match = text.Length <= LongestText ? Shape().Match(text) : Match.Empty;
        if (!match.Success)
        {
            throw new LambdaException(LambdaErrors.Validation,
                $"1 validation error detected: Value '{text}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: " +
                "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?");
        }

        var region = match.Groups["region"];
        if (region.Success && region.Value != identity.Region)
        {
            throw new LambdaException(LambdaErrors.ResourceNotFound,
                $"Functions from '{region.Value}' are not reachable in this region ('{identity.Region}')");
        }

        var name = match.Groups["name"].Value;
        var account = match.Groups["account"];
        if (account.Success && account.Value != identity.AccountId)
        {
            throw new LambdaException(LambdaErrors.ResourceNotFound, $"Function not found: {text}");
        }

        var inName = match.Groups["qualifier"] is { Success: true } group ? group.Value : null;
        if (inName is not null && qualifier is not null && inName != qualifier)
        {
            throw new LambdaException(LambdaErrors.InvalidParameterValue,
                "The derived qualifier from the function name does not match the specified qualifier.");
        }

        return new FunctionReference(name, inName ?? qualifier);
    }

    /// <summary>The ARN as invoked: with the qualifier if there is one.</summary>
    public string ToArn(AwsIdentity identity) =>
        identity.Arn("lambda", Qualifier is null ? $"function:{Name}" : $"function:{Name}:{Qualifier}");

    /// <summary>Name, or name and qualifier with a colon.</summary>
    public override string ToString() => Qualifier is null ? Name : $"{Name}:{Qualifier}";

    [GeneratedRegex(
        @"\A(?:(?:arn:(?:aws[a-zA-Z-]*)?:lambda:(?<region>[a-z]{2}(?:-[a-z]+)+-\d):)?(?<account>\d{12}):function:|function:)?(?<name>[a-zA-Z0-9-_]{1,64})(?::(?<qualifier>\$LATEST|[a-zA-Z0-9-_]{1,128}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}

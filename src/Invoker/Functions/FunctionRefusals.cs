using Triggers.Contracts;

namespace Triggers.Invoker.Functions;

/// <summary>The refusals that several changes share, in AWS's words.</summary>
internal static class FunctionRefusals
{
    /// <summary>No function, or no version, of that name.</summary>
    public static LambdaException FunctionNotFound(FunctionReference function, AwsIdentity identity) =>
        new(LambdaErrors.ResourceNotFound, $"Function not found: {function.ToArn(identity)}");

    /// <summary>No alias of that name.</summary>
    public static LambdaException AliasNotFound(FunctionReference alias, AwsIdentity identity) =>
        new(LambdaErrors.ResourceNotFound, $"Cannot find alias arn: {alias.ToArn(identity)}");

    /// <summary>The thing asked for is not there.</summary>
    public static LambdaException NoSuchResource() => new(LambdaErrors.ResourceNotFound, "The resource you requested does not exist.");

    /// <summary>A parameter has a wrong value.</summary>
    public static LambdaException Invalid(string message) => new(LambdaErrors.InvalidParameterValue, message);

    /// <summary>Refuses when the caller's revision is not the one in force.</summary>
    /// <param name="given">What the caller named; null = no precondition.</param>
    /// <param name="current">The revision in force.</param>
    public static void CheckRevision(string? given, string current)
    {
        if (!string.IsNullOrEmpty(given) && given != current)
        {
            throw new LambdaException(LambdaErrors.PreconditionFailed,
                "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id");
        }
    }

    /// <summary>Refuses a qualifier that names no version or alias of the function; null and <c>$LATEST</c> are always there.</summary>
    public static void CheckQualifier(FunctionRecord function, string? qualifier, AwsIdentity identity)
    {
        if (qualifier is null or FunctionReference.Latest || function.Aliases.ContainsKey(qualifier)
            || function.Versions.Any(version => version.Version == qualifier))
        {
            return;
        }

        var reference = new FunctionReference(function.Name, qualifier);
        throw char.IsAsciiDigit(qualifier[0]) && qualifier.All(char.IsAsciiDigit)
            ? FunctionNotFound(reference, identity)
            : AliasNotFound(reference, identity);
    }

    /// <summary>A new revision id.</summary>
    public static string NewRevision() => Guid.NewGuid().ToString("D");
}

using Triggers.Contracts;

namespace Triggers.Invoker.Functions;

/// <summary>What an event-invoke configuration may be; texts are AWS's.</summary>
internal static class EventInvokeRules
{
    /// <summary>Every problem of a configuration for <paramref name="function"/>.</summary>
    public static IEnumerable<FunctionProblem> Check(EventInvokeConfig config, FunctionReference function, AwsIdentity identity)
    {
        if (config is { MaximumRetryAttempts: null, MaximumEventAgeInSeconds: null, OnSuccess: null, OnFailure: null })
        {
            yield return FunctionProblem.Invalid("You must specify at least one of error handling or destination setting.");
        }

        if (config.MaximumRetryAttempts is { } attempts and (< 0 or > FunctionLimits.MostRetryAttempts))
        {
            yield return FunctionProblem.Constraint("maximumRetryAttempts", $"{attempts}", attempts < 0
                ? "Member must have value greater than or equal to 0"
                : $"Member must have value less than or equal to {FunctionLimits.MostRetryAttempts}");
        }

        if (config.MaximumEventAgeInSeconds is { } age and (< FunctionLimits.LeastEventAge or > FunctionLimits.MostEventAge))
        {
            yield return FunctionProblem.Constraint("maximumEventAgeInSeconds", $"{age}", age < FunctionLimits.LeastEventAge
                ? $"Member must have value greater than or equal to {FunctionLimits.LeastEventAge}"
                : $"Member must have value less than or equal to {FunctionLimits.MostEventAge}");
        }

        foreach (var (name, destination) in new[] { ("onSuccess", config.OnSuccess), ("onFailure", config.OnFailure) })
        {
            if (destination is not null && (destination.Length > FunctionLimits.LongestDestination || !FunctionPatterns.Destination.IsMatch(destination)))
            {
                yield return FunctionProblem.Constraint($"destinationConfig.{name}.destination", destination,
                    $"Member must satisfy regular expression pattern: {FunctionPatterns.DestinationText}");
            }
        }

        if (!IsDestination(config.OnSuccess, isFailure: false) || !IsDestination(config.OnFailure, isFailure: true))
        {
            yield return FunctionProblem.Invalid(
                $"The provided destination config DestinationConfig(onSuccess={Print("OnSuccess", config.OnSuccess)}, " +
                $"onFailure={Print("OnFailure", config.OnFailure)}) is invalid.");
        }

        if (IsSelf(config.OnSuccess, function, identity) || IsSelf(config.OnFailure, function, identity))
        {
            yield return FunctionProblem.Invalid("You can't specify the function as a destination for itself.");
        }
    }

    /// <summary>
    /// Queue, topic, bus or function; a bucket for failures only.
    /// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    /// </summary>
    private static bool IsDestination(string? arn, bool isFailure)
    {
        if (string.IsNullOrEmpty(arn))
        {
            return true;
        }

        var parts = arn.Split(':', 6);
        return parts.Length == 6 && (parts[2] is "sqs" or "sns" or "lambda" or "events" || (isFailure && parts[2] == "s3"));
    }

    private static bool IsSelf(string? arn, FunctionReference function, AwsIdentity identity)
    {
        var self = new FunctionReference(function.Name).ToArn(identity);
        return arn is not null && (arn == self || arn.StartsWith(self + ":", StringComparison.Ordinal));
    }

    private static string Print(string name, string? destination) => string.IsNullOrEmpty(destination) ? "null" : $"{name}(destination={destination})";
}

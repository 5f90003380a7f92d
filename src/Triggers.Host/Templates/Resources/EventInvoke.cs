using Triggers.Invoker.Stacks;

namespace Triggers.Host.Templates.Resources;

/// <summary>
/// <c>EventInvokeConfig</c> and <c>DeadLetterQueue</c> of a function.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventinvokeconfiguration.html
/// </summary>
internal static class EventInvoke
{
    /// <summary>The function with how its Event invocations are retried and where their records go.</summary>
    public static StackFunction Configure(PropertyReader properties, StackFunction function)
    {
        var config = properties.Inner("EventInvokeConfig");
        var destinations = config?.Inner("DestinationConfig");
        return function with
        {
            MaximumRetryAttempts = config?.Number("MaximumRetryAttempts", 0, 2),
            MaximumEventAgeInSeconds = config?.Number("MaximumEventAgeInSeconds", 60, 21600),
            OnSuccess = Destination(destinations?.Inner("OnSuccess")),
            OnFailure = Destination(destinations?.Inner("OnFailure")),
            DeadLetterTargetArn = DeadLetterTarget(properties.Inner("DeadLetterQueue")),
        };
    }

    private static string? Destination(PropertyReader? destination)
    {
        if (destination is null)
            return null;

        destination.Choice("Type", "SQS", "SNS", "Lambda", "EventBridge", "S3Bucket");
        if (destination.Text("Destination") is { } arn)
            return Arn(destination, "Destination", arn);

        destination.FailMissing("Destination", "SAM would make a queue or topic, which there is not here; name one");
        return null;
    }

    private static string? DeadLetterTarget(PropertyReader? queue)
    {
        if (queue is null)
            return null;

        if (queue.Choice("Type", "SQS", "SNS") is null)
            queue.FailMissing("Type", "it is SQS or SNS");

        if (queue.Text("TargetArn") is { } arn)
            return Arn(queue, "TargetArn", arn);

        queue.FailMissing("TargetArn", "it is the ARN of a queue or topic");
        return null;
    }

    private static string? Arn(PropertyReader properties, string name, string text)
    {
        if (text.StartsWith("arn:", StringComparison.Ordinal))
            return text;

        properties.Fail(name, $"must be an ARN, was '{text}'; a resource's is its attribute Arn.");
        return null;
    }
}

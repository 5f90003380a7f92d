using System.Collections.Frozen;

namespace Triggers.Host.Templates.Resources;

/// <summary>
/// Types that templates often hold beside functions, by name.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-template-resource-type-ref.html ("Return values" of each)
/// </summary>
internal static class ResourceShapes
{
    private const string Iam = "arn:{partition}:iam::{account}:";
    private const string Here = "{region}:{account}:";

    /// <summary>The shapes.</summary>
    public static readonly FrozenDictionary<string, ResourceShape> ByType = new Dictionary<string, ResourceShape>(StringComparer.Ordinal)
    {
        ["AWS::S3::Bucket"] = new("BucketName", "{name}",
            ("Arn", "arn:{partition}:s3:::{name}"), ("DomainName", "{name}.s3.{suffix}"), ("RegionalDomainName", "{name}.s3.{region}.{suffix}"),
            ("DualStackDomainName", "{name}.s3.dualstack.{region}.{suffix}"), ("WebsiteURL", "http://{name}.s3-website-{region}.{suffix}"))
        {
            IsLowerCase = true,
        },
        ["AWS::SQS::Queue"] = new("QueueName", "https://sqs.{region}.{suffix}/{account}/{name}",
            ("Arn", "arn:{partition}:sqs:" + Here + "{name}"), ("QueueName", "{name}"), ("QueueUrl", "https://sqs.{region}.{suffix}/{account}/{name}")),
        ["AWS::SNS::Topic"] = new("TopicName", "arn:{partition}:sns:" + Here + "{name}",
            ("TopicArn", "arn:{partition}:sns:" + Here + "{name}"), ("TopicName", "{name}")),
        ["AWS::DynamoDB::Table"] = new("TableName", "{name}",
            ("Arn", "arn:{partition}:dynamodb:" + Here + "table/{name}"),
            ("StreamArn", "arn:{partition}:dynamodb:" + Here + "table/{name}/stream/2020-01-01T00:00:00.000"),
            ("TableId", "{name}")),
        ["AWS::Serverless::SimpleTable"] = new("TableName", "{name}", ("Arn", "arn:{partition}:dynamodb:" + Here + "table/{name}")),
        ["AWS::IAM::Role"] = new("RoleName", "{name}", ("Arn", Iam + "role/{name}"), ("RoleId", "{name}")),
        ["AWS::IAM::ManagedPolicy"] = new("ManagedPolicyName", Iam + "policy/{name}", ("PolicyArn", Iam + "policy/{name}")),
        ["AWS::Lambda::LayerVersion"] = new("LayerName", "arn:{partition}:lambda:" + Here + "layer:{name}:1",
            ("LayerVersionArn", "arn:{partition}:lambda:" + Here + "layer:{name}:1")),
        ["AWS::Serverless::LayerVersion"] = new("LayerName", "arn:{partition}:lambda:" + Here + "layer:{name}:1",
            ("LayerVersionArn", "arn:{partition}:lambda:" + Here + "layer:{name}:1")),
        ["AWS::Serverless::StateMachine"] = new("Name", "arn:{partition}:states:" + Here + "stateMachine:{name}",
            ("Arn", "arn:{partition}:states:" + Here + "stateMachine:{name}"), ("Name", "{name}")),
        ["AWS::StepFunctions::StateMachine"] = new("StateMachineName", "arn:{partition}:states:" + Here + "stateMachine:{name}",
            ("Arn", "arn:{partition}:states:" + Here + "stateMachine:{name}"), ("Name", "{name}")),
        ["AWS::Events::EventBus"] = new("Name", "{name}", ("Arn", "arn:{partition}:events:" + Here + "event-bus/{name}"), ("Name", "{name}")),
        ["AWS::Events::Rule"] = new("Name", "{name}", ("Arn", "arn:{partition}:events:" + Here + "rule/{name}")),
        ["AWS::Scheduler::Schedule"] = new("Name", "{name}", ("Arn", "arn:{partition}:scheduler:" + Here + "schedule/default/{name}")),
        ["AWS::Kinesis::Stream"] = new("Name", "{name}", ("Arn", "arn:{partition}:kinesis:" + Here + "stream/{name}")),
        ["AWS::Logs::LogGroup"] = new("LogGroupName", "{name}", ("Arn", "arn:{partition}:logs:" + Here + "log-group:{name}:*")),
        ["AWS::KMS::Key"] = new("", "{id}", ("Arn", "arn:{partition}:kms:" + Here + "key/{id}"), ("KeyId", "{id}")),
        ["AWS::SecretsManager::Secret"] = new("Name", "arn:{partition}:secretsmanager:" + Here + "secret:{name}",
            ("Id", "arn:{partition}:secretsmanager:" + Here + "secret:{name}")),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}

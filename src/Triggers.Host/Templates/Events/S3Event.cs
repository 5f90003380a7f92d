using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Events;

/// <summary>
/// <c>S3</c>: checked as SAM checks it, then kept for the storage trigger.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-s3.html
/// </summary>
internal sealed class S3Event : IEventReader
{
    /// <inheritdoc/>
    public void Read(TemplateEvent read, StackBuilder stack)
    {
        var properties = read.Properties;
        var bucket = properties.Map["Bucket"];
        var isOurs = bucket["Ref"] is { Kind: NodeKind.Text } id
            && stack.Evaluator.Scope.Resources.TryGetValue(id.Text, out var resource) && resource.Type == "AWS::S3::Bucket";
        if (bucket.Kind is NodeKind.Absent or NodeKind.Null)
            properties.FailMissing("Bucket", "it is a Ref to a bucket of this template");
        else if (!isOurs)
            properties.Fail("Bucket", "must be a Ref to a resource of the type AWS::S3::Bucket: S3 events must reference an S3 bucket in the same template.");

        var events = properties.Map["Events"];
        if (events.Kind is NodeKind.Absent or NodeKind.Null)
            properties.FailMissing("Events", "it is the name of an event such as s3:ObjectCreated:*, or a list of them");
        else if (!IsText(events) && !(events.Kind == NodeKind.List && events.Items.All(IsText)) && events.Kind != NodeKind.Broken)
            properties.Fail("Events", $"must be the name of an event such as s3:ObjectCreated:*, or a list of them, without functions; was {events.Describe()}.");

        UnservedEvent.Keep(read, stack);
    }

    private static bool IsText(TemplateNode node) => node.Kind == NodeKind.Text;
}

using System.Collections.Frozen;
using Triggers.Contracts;
using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Events;

/// <summary>
/// SAM's kinds of events, by name.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html
/// </summary>
internal static class EventReaders
{
    private static readonly FrozenDictionary<string, IEventReader> ByKind = new Dictionary<string, IEventReader>(StringComparer.Ordinal)
    {
        [EventSourceKinds.HttpApiRoute] = new HttpApiEvent(),
        [EventSourceKinds.RestApiRoute] = new ApiEvent(),
        ["S3"] = new S3Event(),
        ["Schedule"] = new ScheduleEvent(),
        ["ScheduleV2"] = new ScheduleEvent(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Others = FrozenSet.Create(
        StringComparer.Ordinal,
        "AlexaSkill", "CloudWatchEvent", "CloudWatchLogs", "Cognito", "DocumentDB", "DynamoDB", "EventBridgeRule", "IoTRule", "Kinesis",
        "MQ", "MSK", "SNS", "SQS", "SelfManagedKafka");

    /// <summary>Reads all events of a function.</summary>
    public static void ReadAll(TemplateResource resource, PropertyReader properties, FunctionReference function, StackBuilder stack)
    {
        if (properties.Inner("Events") is not { } events)
            return;

        foreach (var entry in events.Map.Entries)
        {
            var owner = $"{resource.LogicalId}: {entry.Name}";
            if (events.Inner(entry.Name) is not { } written || KindOf(written, owner, entry, stack) is not { } kind)
                continue;

            // Also without any properties: an HttpApi event then is the default route.
            var map = stack.Evaluator.Resolve(written.Map["Properties"]).IsNothing ? TemplateNode.OfMap(entry.Line, []) : written.Inner("Properties")?.Map;
            if (map is null)
                continue;

            var read = new TemplateEvent(resource.LogicalId, entry.Name, kind, entry.Line, function, new PropertyReader(owner, map, stack.Evaluator));
            (ByKind.GetValueOrDefault(kind) ?? new UnservedEvent()).Read(read, stack);
        }
    }

    private static string? KindOf(PropertyReader written, string owner, TemplateEntry entry, StackBuilder stack)
    {
        foreach (var key in written.Map.Entries.Where(key => key.Name is not ("Type" or "Properties")))
            stack.Problems.Error(key.Line, $"{owner}.{key.Name} is not a key of an event; there are Type and Properties.");

        if (written.Text("Type") is not { } kind)
        {
            written.FailMissing("Type", "it is the kind of the event, such as HttpApi");
            return null;
        }

        if (ByKind.ContainsKey(kind) || Others.Contains(kind))
            return kind;

        stack.Problems.Error(entry.Line, $"{owner}.Type must be one of {string.Join(", ", ByKind.Keys.Concat(Others).Order(StringComparer.Ordinal))}, was '{kind}'.");
        return null;
    }
}

using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Events;

/// <summary>
/// <c>Schedule</c> and <c>ScheduleV2</c>: checked as SAM checks them, then kept for the schedule trigger.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-schedule.html
/// </summary>
internal sealed class ScheduleEvent : IEventReader
{
    /// <inheritdoc/>
    public void Read(TemplateEvent read, StackBuilder stack)
    {
        var properties = read.Properties;
        var expression = read.Kind == "Schedule" ? "Schedule" : "ScheduleExpression";
        if (properties.Text(expression) is null)
            properties.FailMissing(expression, "it is rate(…) or cron(…)");

        if (Has(properties.Map["State"]) && Has(properties.Map["Enabled"]))
            properties.Fail("State", "and Enabled exclude each other: State and Enabled Properties cannot both be specified.");

        var deadLetters = properties.Inner("DeadLetterConfig");
        if (deadLetters is not null && Has(deadLetters.Map["Arn"]) && Has(deadLetters.Map["Type"]))
            properties.Fail("DeadLetterConfig", "has both Arn and Type: You can either define 'Arn' or 'Type' property of DeadLetterConfig.");
        else if (deadLetters is not null && !Has(deadLetters.Map["Arn"]) && !Has(deadLetters.Map["Type"]))
            properties.Fail("DeadLetterConfig", "needs Arn, or Type SQS.");

        UnservedEvent.Keep(read, stack);
    }

    private static bool Has(TemplateNode node) => node.Kind is not (NodeKind.Absent or NodeKind.Null);
}

using System.Collections.Frozen;
using Triggers.Contracts;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Resources;

/// <summary>
/// A trigger of an <c>AWS::CodeCommit::Repository</c>.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-codecommit-repository-repositorytrigger.html
/// </summary>
internal static class CodeCommitTrigger
{
    // https://docs.aws.amazon.com/codecommit/latest/userguide/limits.html: triggers.
    private const int MostBranches = 10;
    private const int LongestCustomData = 1000;
    private const int LongestName = 100;

    private static readonly string[] EventNames = ["all", "createReference", "deleteReference", "updateReference"];

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal, "Branches", "CustomData", "DestinationArn", "Events", "Name");

    /// <summary>The trigger's properties, checked; null when it has no effect, which has been reported.</summary>
    public static TemplateNode? Read(PropertyReader properties, StackBuilder stack)
    {
        properties.WarnOfOthers("a trigger", Known);
        properties.FailMissing("Name", "it is the trigger's name");
        properties.FailMissing("DestinationArn", "it is the ARN of a function");
        properties.FailMissing("Events", "it is a list such as [all]");
        var (name, arn, customData) = (properties.Text("Name"), properties.Text("DestinationArn"), properties.Text("CustomData"));
        var (events, branches) = (properties.TextList("Events"), properties.TextList("Branches"));
        if (name is not null && (name.Length is 0 or > LongestName || name.Any(char.IsControl)))
            properties.Fail("Name", $"must have 1 to {LongestName} characters, was '{name}'.");

        foreach (var wrong in events.Where(one => !EventNames.Contains(one, StringComparer.Ordinal)))
            properties.Fail("Events", $"must be of {string.Join(", ", EventNames)}, was '{wrong}'.");

        if (events.Contains("all") && events.Length > 1)
            properties.Fail("Events", "must be all alone, or some of the others.");

        if (branches.Length > MostBranches)
            properties.Fail("Branches", $"must be at most {MostBranches}, were {branches.Length}.");

        if (customData?.Length > LongestCustomData)
            properties.Fail("CustomData", $"must have at most {LongestCustomData} characters, had {customData.Length}.");

        if (name is null || arn is null || !IsFunction(properties, arn, stack))
            return null;

        var line = properties.Map.Line;
        TemplateEntry Entry(string key, TemplateNode value) => new(key, line, value);
        TemplateNode List(IEnumerable<string> texts) => TemplateNode.OfList(line, [.. texts.Select(text => TemplateNode.OfText(line, text))]);
        return TemplateNode.OfMap(line,
        [
            Entry("Name", TemplateNode.OfText(line, name)),
            Entry("DestinationArn", TemplateNode.OfText(line, arn)),
            Entry("Events", List(events)),
            Entry("Branches", List(branches)),
            .. customData is null ? [] : new[] { Entry("CustomData", TemplateNode.OfText(line, customData)) },
        ]);
    }

    private static bool IsFunction(PropertyReader properties, string arn, StackBuilder stack)
    {
        if (arn.StartsWith($"arn:{stack.Evaluator.Scope.Identity.Partition}:sns:", StringComparison.Ordinal))
        {
            stack.Problems.Warning(properties.LineOf("DestinationArn"), $"{properties.Owner}: there are no topics here, so the trigger to {arn} has no effect.");
            return false;
        }

        try
        {
            if (arn.StartsWith("arn:", StringComparison.Ordinal))
            {
                FunctionReference.Parse(arn, null, stack.Evaluator.Scope.Identity);
                return true;
            }

            properties.Fail("DestinationArn", $"must be the ARN of a function, was '{arn}'; a function's is its attribute Arn.");
        }
        catch (LambdaException e)
        {
            properties.Fail("DestinationArn", $"must be the ARN of a function here: {e.Message}");
        }

        return false;
    }
}

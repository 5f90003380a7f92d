using System.Collections.Immutable;
using System.Text.Json;
using Triggers.Contracts;
using Triggers.Git.Repositories;

namespace Triggers.Git.Api;

/// <summary>
/// What a list of triggers may be, each rule with the name of its refusal.
/// https://docs.aws.amazon.com/codecommit/latest/APIReference/API_PutRepositoryTriggers.html ·
/// https://docs.aws.amazon.com/codecommit/latest/userguide/limits.html
/// </summary>
internal static class TriggerRules
{
    private const int MostTriggers = 10;
    private const int MostBranches = 10;
    private const int LongestName = 100;
    private const int LongestCustomData = 1000;

    /// <summary>Reads a list as a caller sends it.</summary>
    /// <exception cref="CodeCommitException">It breaks a rule.</exception>
    public static ImmutableArray<RepositoryTrigger> Read(JsonElement request, AwsIdentity identity)
    {
        if (!request.TryGetProperty("triggers", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            throw new CodeCommitException("RepositoryTriggersListRequiredException", "The list of triggers is required.");
        }

        Refuse(list.GetArrayLength() > MostTriggers, "MaximumRepositoryTriggersExceededException", $"A repository can have {MostTriggers} triggers, were {list.GetArrayLength()}.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var trigger in list.EnumerateArray())
        {
            Check(trigger, identity);
            var name = TriggerList.Text(trigger, "Name")!;
            Refuse(!names.Add(name), "InvalidRepositoryTriggerNameException", $"The name '{name}' is there twice.");
        }

        return TriggerList.Read(list, identity);
    }

    private static void Check(JsonElement trigger, AwsIdentity identity)
    {
        var name = TriggerList.Text(trigger, "Name");
        Refuse(string.IsNullOrEmpty(name), "RepositoryTriggerNameRequiredException", "A name for the trigger is required.");
        Refuse(name!.Length > LongestName || name.Any(char.IsControl), "InvalidRepositoryTriggerNameException", $"A trigger's name has at most {LongestName} characters.");
        CheckDestination(TriggerList.Text(trigger, "DestinationArn"), identity);
        var customData = TriggerList.Text(trigger, "CustomData");
        Refuse(customData?.Length > LongestCustomData, "InvalidRepositoryTriggerCustomDataException", $"Custom data has at most {LongestCustomData} characters, had {customData?.Length}.");

        if (TriggerList.Texts(trigger, "Branches") is { } branches)
        {
            Refuse(branches.Length > MostBranches, "MaximumBranchesExceededException", $"A trigger can name {MostBranches} branches, were {branches.Length}.");
            Refuse(branches.Any(string.IsNullOrEmpty), "InvalidRepositoryTriggerBranchNameException", "A branch's name must not be empty.");
        }

        var events = TriggerList.Texts(trigger, "Events") ?? [];
        Refuse(events.IsEmpty, "RepositoryTriggerEventsListRequiredException", "At least one event for the trigger is required.");
        Refuse(events.Any(one => RepositoryTrigger.Read(one) == ReferenceEvents.None) || (events.Contains("all") && events.Length > 1),
            "InvalidRepositoryTriggerEventsException", "Events are all, or some of createReference, updateReference, deleteReference.");
    }

    private static void CheckDestination(string? arn, AwsIdentity identity)
    {
        Refuse(string.IsNullOrEmpty(arn), "RepositoryTriggerDestinationArnRequiredException", "A destination for the trigger is required.");
        Refuse(!arn!.StartsWith($"arn:{identity.Partition}:lambda:", StringComparison.Ordinal), "InvalidRepositoryTriggerDestinationArnException",
            $"A destination is the ARN of a function here, was '{arn}'.");
        try
        {
            FunctionReference.Parse(arn, null, identity);
        }
        catch (LambdaException e)
        {
            var isRegion = e.Message.Contains("not reachable in this region", StringComparison.Ordinal);
            throw new CodeCommitException(isRegion ? "InvalidRepositoryTriggerRegionException" : "InvalidRepositoryTriggerDestinationArnException", e.Message);
        }
    }

    private static void Refuse(bool isWrong, string name, string message)
    {
        if (isWrong)
        {
            throw new CodeCommitException(name, message);
        }
    }
}

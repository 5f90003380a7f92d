using System.Text.RegularExpressions;
using Triggers.Contracts;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Stacks;

/// <summary>What a stack may be: every problem of a document is gathered, so that one deployment tells them all.</summary>
internal static partial class StackRules
{
    /// <summary>Names and ids: nothing twice, nothing that is another stack's.</summary>
    public static IEnumerable<string> CheckNames(StackDocument document, FunctionSnapshot functions, IEnumerable<DeployedStack> stacks)
    {
        if (!Name().IsMatch(document.Name))
        {
            yield return $"The stack's name must be 1 to 128 letters, digits and hyphens and start with a letter, was '{document.Name}'.";
        }

        foreach (var twice in Twice(document.Functions.Select(function => function.FunctionName)))
        {
            yield return $"Function {twice}: the template has two functions of this name.";
        }

        foreach (var twice in Twice(document.EventSources.Select(source => source.Id)))
        {
            yield return $"Event source {twice}: the id is there twice.";
        }

        foreach (var function in document.Functions)
        {
            if (functions.Find(function.FunctionName) is { } owned && owned.Stack != document.Name)
            {
                yield return owned.Stack is { } stack
                    ? $"Function {function.FunctionName}: it belongs to the stack {stack}. Give one of the two another name, or delete that stack first."
                    : $"Function {function.FunctionName}: it was made by the Lambda API and belongs to no stack. " +
                        "Give one of the two another name, or delete that function first.";
            }
        }

        var owners = stacks.Where(stack => stack.Document.Name != document.Name)
            .SelectMany(stack => stack.Document.EventSources.Select(source => (source.Id, Stack: stack.Document.Name)))
            .ToDictionary(source => source.Id, source => source.Stack, StringComparer.Ordinal);
        foreach (var source in document.EventSources)
        {
            if (owners.TryGetValue(source.Id, out var stack))
            {
                yield return $"Event source {source.Id}: it belongs to the stack {stack}.";
            }
        }
    }

    /// <summary>Limits of one function, by the rules of the Lambda API.</summary>
    public static IEnumerable<string> CheckFunction(StackFunction wanted, FunctionRecord record, AwsIdentity identity)
    {
        var problems = FunctionRules.Check(record.Latest).Concat(FunctionRules.CheckTags(record.Tags));
        if (StackFunctions.EventInvokeOf(wanted, default) is { } config)
        {
            problems = problems.Concat(EventInvokeRules.Check(config, new FunctionReference(record.Name), identity));
        }

        return problems.Select(problem => Say(record.Name, problem));
    }

    /// <summary>Reservations, all together as they will be.</summary>
    public static IEnumerable<string> CheckConcurrency(
        IReadOnlyCollection<FunctionRecord> wanted, FunctionSnapshot before, string stack, InvokerOptions options)
    {
        var names = wanted.Select(function => function.Name).ToHashSet(StringComparer.Ordinal);
        var all = before.Functions.Values.Where(function => function.Stack != stack && !names.Contains(function.Name)).ToList();
        foreach (var function in wanted)
        {
            if (function.ReservedConcurrency is { } reserved)
            {
                foreach (var problem in FunctionRules.CheckReservedConcurrency(all, function.Name, reserved, options))
                {
                    yield return Say(function.Name, problem);
                }

                all.Add(function);
            }
        }
    }

    private static string Say(string function, FunctionProblem problem) => $"Function {function}: {problem.Text}";

    private static IEnumerable<string> Twice(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).Select(group => group.Key);

    /// <summary>https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html (StackName).</summary>
    [GeneratedRegex(@"\A[a-zA-Z][-a-zA-Z0-9]{0,127}\z")]
    private static partial Regex Name();
}

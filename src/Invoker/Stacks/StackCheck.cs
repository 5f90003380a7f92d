using Triggers.Contracts;
using Triggers.Invoker.Packaging;

namespace Triggers.Invoker.Stacks;

/// <summary>What deploying a stack would refuse, found out without deploying: for whoever reads templates and knows their lines.</summary>
public static class StackCheck
{
    /// <summary>Every limit and rule of the Lambda API that a function breaks, each a sentence that begins <c>Function {name}: </c>.</summary>
    public static IEnumerable<string> ProblemsOf(StackFunction function, AwsIdentity identity)
    {
        var record = StackFunctions.Apply(function, said: null, current: null, new CodePackage(function.CodeSha256, 0), stack: "", identity, now: default);
        return StackRules.CheckFunction(function, record, identity);
    }
}

using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Packaging;

namespace Triggers.Invoker.Stacks;

/// <summary>
/// Deploys stacks, whole or not at all: functions, stack and event sources are one transaction, and triggers see the new event
/// sources after it.
/// </summary>
public sealed class StackDeployer : IDisposable
{
    private readonly FunctionStore functions;
    private readonly CodeStore code;
    private readonly StackTable table;
    private readonly EventSourceCatalog catalog;
    private readonly IOptions<AwsIdentity> identity;
    private readonly IOptions<InvokerOptions> options;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Lock publishing = new();
    private volatile ImmutableSortedDictionary<string, DeployedStack> stacks =
        ImmutableSortedDictionary.Create<string, DeployedStack>(StringComparer.Ordinal);

    /// <summary>Makes a deployer that knows no stacks yet; <see cref="InitializeAsync"/> reads them.</summary>
    internal StackDeployer(
        FunctionStore functions,
        CodeStore code,
        StackTable table,
        EventSourceCatalog catalog,
        IOptions<AwsIdentity> identity,
        IOptions<InvokerOptions> options,
        TimeProvider time)
    {
        this.functions = functions;
        this.code = code;
        this.table = table;
        this.catalog = catalog;
        this.identity = identity;
        this.options = options;
        this.time = time;
    }

    /// <summary>Reads the deployed stacks and publishes their event sources; call it once, at start.</summary>
    internal async Task InitializeAsync(CancellationToken cancellationToken)
    {
        functions.Changed += Republish;
        stacks = (await table.LoadAsync(cancellationToken)).ToImmutableSortedDictionary(stack => stack.Document.Name, stack => stack, StringComparer.Ordinal);
        Publish();
    }

    /// <summary>Makes functions and event sources of a stack be as the document says.</summary>
    /// <returns>What changed.</returns>
    /// <exception cref="LambdaException">The document has problems; the message tells all of them, and nothing was changed.</exception>
    public async Task<StackChanges> DeployAsync(StackDocument document, CancellationToken cancellationToken)
    {
        document = document with { EventSources = [.. document.EventSources.Select(source => source with { Stack = document.Name })] };
        await gate.WaitAsync(cancellationToken);
        try
        {
            var before = stacks.GetValueOrDefault(document.Name);
            var position = before?.Position ?? stacks.Values.Select(stack => stack.Position + 1).DefaultIfEmpty().Max();
            var deployed = new DeployedStack(position, time.GetUtcNow(), document);
            StackChanges? changes = null;
            await functions.ChangeAsync(
                now =>
                {
                    var wanted = Prepare(document, now);
                    var plan = StackPlan.Of(now, wanted, before?.Document.EventSources ?? [], document.EventSources, document.Name);
                    changes = plan.Changes;
                    return plan.Functions;
                },
                (transaction, cancellation) => StackTable.SaveAsync(deployed, transaction, cancellation),
                cancellationToken);
            stacks = stacks.SetItem(document.Name, deployed);
            Publish();
            return changes!;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Removes a stack with its functions and event sources.</summary>
    /// <returns>What was removed.</returns>
    /// <exception cref="LambdaException">There is no such stack.</exception>
    public async Task<StackChanges> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var before = Get(name);
            StackChanges? changes = null;
            await functions.ChangeAsync(
                now =>
                {
                    var plan = StackPlan.Of(now, [], before.EventSources, [], name);
                    changes = plan.Changes;
                    return plan.Functions;
                },
                (transaction, cancellation) => StackTable.RemoveAsync(name, transaction, cancellation),
                cancellationToken);
            stacks = stacks.Remove(name);
            Publish();
            return changes!;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The deployed stacks, by name.</summary>
    public ImmutableArray<StackSummary> List() =>
    [
        .. stacks.Values.Select(stack => new StackSummary(
            stack.Document.Name, stack.DeployedAt, stack.Document.Functions.Length, stack.Document.EventSources.Length)),
    ];

    /// <summary>A stack as it was deployed.</summary>
    /// <exception cref="LambdaException">There is no such stack.</exception>
    public StackDocument Get(string name) => stacks.TryGetValue(name, out var stack)
        ? stack.Document
        : throw new LambdaException(LambdaErrors.ResourceNotFound, $"There is no stack {name}.");

    /// <inheritdoc/>
    public void Dispose()
    {
        functions.Changed -= Republish;
        gate.Dispose();
    }

    /// <summary>The functions as the document wants them, or a refusal with every problem.</summary>
    private List<FunctionRecord> Prepare(StackDocument document, FunctionSnapshot before)
    {
        var now = time.GetUtcNow();
        var problems = StackRules.CheckNames(document, before, stacks.Values).ToList();
        var packages = document.Functions.Select(function => function.CodeSha256).Distinct(StringComparer.Ordinal)
            .ToDictionary(sha256 => sha256, code.Find, StringComparer.Ordinal);
        var wanted = new List<FunctionRecord>();
        foreach (var function in document.Functions)
        {
            var package = packages[function.CodeSha256];
            if (package is null)
            {
                problems.Add($"Function {function.FunctionName}: its code package {function.CodeSha256} has not been uploaded.");
            }

            var current = before.Find(function.FunctionName);
            var said = stacks.GetValueOrDefault(document.Name)?.Document.Functions.FirstOrDefault(one => one.FunctionName == function.FunctionName);
            var record = StackFunctions.Apply(function, said, current, package ?? new CodePackage(function.CodeSha256, 0), document.Name, identity.Value, now);
            problems.AddRange(StackRules.CheckFunction(function, record, identity.Value));
            wanted.Add(record);
        }

        problems.AddRange(StackRules.CheckConcurrency(wanted, before, document.Name, options.Value));
        if (problems.Count > 0)
        {
            var count = problems.Count == 1 ? "a problem" : $"{problems.Count} problems";
            throw new LambdaException(
                LambdaErrors.InvalidParameterValue, $"The stack {document.Name} has {count}, nothing was deployed:\n{string.Join('\n', problems)}");
        }

        return wanted;
    }

    private void Republish(FunctionSnapshot before, FunctionSnapshot after)
    {
        if (!FunctionUrlSources.AreSame(before, after))
        {
            Publish();
        }
    }

    private void Publish()
    {
        // Put together and published in one: an older list must not come after a newer one.
        lock (publishing)
        {
            catalog.Publish([
                .. stacks.Values.OrderBy(stack => stack.Position).SelectMany(stack => stack.Document.EventSources),
                .. FunctionUrlSources.Of(functions.Current),
            ]);
        }
    }
}

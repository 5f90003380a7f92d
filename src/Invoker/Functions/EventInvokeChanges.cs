using Triggers.Contracts;

namespace Triggers.Invoker.Functions;

/// <summary>
/// Setting and removing event-invoke configurations. <c>qualifier</c> is null for the unqualified function.
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html
/// </summary>
internal static class EventInvokeChanges
{
    /// <summary>PutFunctionEventInvokeConfig: replaces the whole configuration; its time is set here.</summary>
    public static (FunctionRecord Record, EventInvokeConfig Config) Put(
        FunctionRecord function, string? qualifier, EventInvokeConfig config, AwsIdentity identity, DateTimeOffset now)
    {
        var wanted = config with { LastModified = now, OnSuccess = NullIfEmpty(config.OnSuccess), OnFailure = NullIfEmpty(config.OnFailure) };
        FunctionProblem.ThrowIfAny([.. EventInvokeRules.Check(wanted, new FunctionReference(function.Name), identity)]);
        FunctionRefusals.CheckQualifier(function, qualifier, identity);
        return (function with { EventInvokeConfigs = function.EventInvokeConfigs.SetItem(qualifier ?? FunctionReference.Latest, wanted) }, wanted);
    }

    /// <summary>UpdateFunctionEventInvokeConfig: what is null in <paramref name="changes"/> stays, an empty destination goes.</summary>
    public static (FunctionRecord Record, EventInvokeConfig Config) Update(
        FunctionRecord function, string? qualifier, EventInvokeConfig changes, AwsIdentity identity, DateTimeOffset now)
    {
        FunctionProblem.ThrowIfAny([.. EventInvokeRules.Check(changes, new FunctionReference(function.Name), identity)]);
        var current = Find(function, qualifier, identity);
        var wanted = new EventInvokeConfig(
            now,
            changes.MaximumRetryAttempts ?? current.MaximumRetryAttempts,
            changes.MaximumEventAgeInSeconds ?? current.MaximumEventAgeInSeconds,
            NullIfEmpty(changes.OnSuccess ?? current.OnSuccess),
            NullIfEmpty(changes.OnFailure ?? current.OnFailure));
        return (function with { EventInvokeConfigs = function.EventInvokeConfigs.SetItem(qualifier ?? FunctionReference.Latest, wanted) }, wanted);
    }

    /// <summary>DeleteFunctionEventInvokeConfig.</summary>
    public static FunctionRecord Delete(FunctionRecord function, string? qualifier, AwsIdentity identity)
    {
        _ = Find(function, qualifier, identity);
        return function with { EventInvokeConfigs = function.EventInvokeConfigs.Remove(qualifier ?? FunctionReference.Latest) };
    }

    /// <summary>The configuration of a qualifier.</summary>
    /// <exception cref="LambdaException">There is none.</exception>
    public static EventInvokeConfig Find(FunctionRecord function, string? qualifier, AwsIdentity identity)
    {
        var key = qualifier ?? FunctionReference.Latest;
        return function.EventInvokeConfigs.TryGetValue(key, out var config)
            ? config
            : throw new LambdaException(LambdaErrors.ResourceNotFound,
                $"The function {new FunctionReference(function.Name, key).ToArn(identity)} doesn't have an EventInvokeConfig");
    }

    private static string? NullIfEmpty(string? destination) => string.IsNullOrEmpty(destination) ? null : destination;
}

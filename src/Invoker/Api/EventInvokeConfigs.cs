using Triggers.Contracts;
using Triggers.Invoker.Api.Requests;
using Triggers.Invoker.Api.Shapes;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api;

/// <summary>Event-invoke configurations. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html</summary>
internal sealed class EventInvokeConfigs(FunctionStore store, AwsIdentity identity, TimeProvider time)
{
    /// <summary><c>PutFunctionEventInvokeConfig</c>: replaces.</summary>
    public Task PutAsync(HttpContext context) => SetAsync(context, EventInvokeChanges.Put);

    /// <summary><c>UpdateFunctionEventInvokeConfig</c>: merges.</summary>
    public Task UpdateAsync(HttpContext context) => SetAsync(context, EventInvokeChanges.Update);

    /// <summary><c>GetFunctionEventInvokeConfig</c>.</summary>
    public Task GetAsync(HttpContext context)
    {
        var function = context.Function(identity);
        var config = EventInvokeChanges.Find(store.Current.Get(function with { Qualifier = null }, identity), function.Qualifier, identity);
        return context.AnswerAsync(StatusCodes.Status200OK, Shape(function, config), LambdaJson.Aws.EventInvokeConfigShape);
    }

    /// <summary><c>ListFunctionEventInvokeConfigs</c>.</summary>
    public Task ListAsync(HttpContext context)
    {
        var function = context.Function(identity) with { Qualifier = null };
        var (items, next) = context.Page(
            store.Current.Get(function, identity).EventInvokeConfigs
                .Select(one => KeyValuePair.Create(one.Key, Shape(function with { Qualifier = one.Key }, one.Value))),
            most: 50);
        return context.AnswerAsync(StatusCodes.Status200OK,
            new ListEventInvokeConfigsAnswer { FunctionEventInvokeConfigs = items, NextMarker = next }, LambdaJson.Aws.ListEventInvokeConfigsAnswer);
    }

    /// <summary><c>DeleteFunctionEventInvokeConfig</c>.</summary>
    public async Task DeleteAsync(HttpContext context)
    {
        var function = context.Function(identity);
        await store.ChangeAsync(function with { Qualifier = null }, identity,
            (_, record) => EventInvokeChanges.Delete(record, function.Qualifier, identity), context.RequestAborted);
        context.AnswerNothing();
    }

    private async Task SetAsync(
        HttpContext context,
        Func<FunctionRecord, string?, EventInvokeConfig, AwsIdentity, DateTimeOffset, (FunctionRecord Record, EventInvokeConfig Config)> change)
    {
        var function = context.Function(identity);
        var request = await context.ReadAsync(LambdaJson.Aws.EventInvokeConfigRequest);
        var wanted = new EventInvokeConfig(
            default,
            request.MaximumRetryAttempts,
            request.MaximumEventAgeInSeconds,
            request.DestinationConfig?.OnSuccess?.Destination,
            request.DestinationConfig?.OnFailure?.Destination);
        var config = await store.ChangeAsync(function with { Qualifier = null }, identity,
            record => change(record, function.Qualifier, wanted, identity, time.GetUtcNow()), context.RequestAborted);
        await context.AnswerAsync(StatusCodes.Status200OK, Shape(function, config), LambdaJson.Aws.EventInvokeConfigShape);
    }

    // The ARN always has a qualifier, and both destinations are always there, empty or not: recorded on AWS.
    private EventInvokeConfigShape Shape(FunctionReference function, EventInvokeConfig config) => new()
    {
        LastModified = ApiAnswer.EpochSeconds(config.LastModified),
        FunctionArn = (function with { Qualifier = function.Qualifier ?? FunctionReference.Latest }).ToArn(identity),
        MaximumRetryAttempts = config.MaximumRetryAttempts,
        MaximumEventAgeInSeconds = config.MaximumEventAgeInSeconds,
        DestinationConfig = new DestinationConfigShape
        {
            OnSuccess = new DestinationShape { Destination = config.OnSuccess },
            OnFailure = new DestinationShape { Destination = config.OnFailure },
        },
    };
}

using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Invoker.Api.Requests;
using Triggers.Invoker.Api.Shapes;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api;

/// <summary>Reserved concurrency, and the refusal of provisioned concurrency.</summary>
internal sealed class Concurrency(FunctionStore store, AwsIdentity identity, IOptions<InvokerOptions> options)
{
    /// <summary><c>PutFunctionConcurrency</c>.</summary>
    public async Task PutAsync(HttpContext context)
    {
        var request = await context.ReadAsync(LambdaJson.Aws.ConcurrencyShape);
        Required.Check(("reservedConcurrentExecutions", request.ReservedConcurrentExecutions));
        await store.ChangeAsync(context.Unqualified(identity), identity,
            (all, record) => FunctionChanges.SetReservedConcurrency(all, record, request.ReservedConcurrentExecutions, options.Value),
            context.RequestAborted);
        await context.AnswerAsync(StatusCodes.Status200OK, request, LambdaJson.Aws.ConcurrencyShape);
    }

    /// <summary><c>GetFunctionConcurrency</c>: an empty object when nothing is reserved.</summary>
    public Task GetAsync(HttpContext context) => context.AnswerAsync(
        StatusCodes.Status200OK,
        new ConcurrencyShape { ReservedConcurrentExecutions = store.Current.Get(context.Unqualified(identity), identity).ReservedConcurrency },
        LambdaJson.Aws.ConcurrencyShape);

    /// <summary><c>DeleteFunctionConcurrency</c>.</summary>
    public async Task DeleteAsync(HttpContext context)
    {
        await store.ChangeAsync(context.Unqualified(identity), identity,
            (all, record) => FunctionChanges.SetReservedConcurrency(all, record, null, options.Value), context.RequestAborted);
        context.AnswerNothing();
    }

    /// <summary><c>PutProvisionedConcurrencyConfig</c>: refused, rather than promised and not kept.</summary>
    public static Task RefuseProvisionedAsync(HttpContext context) => throw new LambdaException(LambdaErrors.InvalidParameterValue,
        "Provisioned concurrency is not supported here. Environments that served a call stay warm (setting Invoker:KeepWarm).");

    /// <summary><c>GetProvisionedConcurrencyConfig</c> finds none; <c>ListProvisionedConcurrencyConfigs</c> lists none.</summary>
    public Task GetProvisionedAsync(HttpContext context)
    {
        var function = context.Function(identity);
        store.Current.Get(function with { Qualifier = null }, identity).Version(function.Qualifier, identity);
        return context.Parameter("List") == "ALL"
            ? context.AnswerAsync(StatusCodes.Status200OK, new EmptyListAnswer { ProvisionedConcurrencyConfigs = [] }, LambdaJson.Aws.EmptyListAnswer)
            : throw new LambdaException(LambdaErrors.ProvisionedConcurrencyConfigNotFound, "No Provisioned Concurrency Config found for this function");
    }

    /// <summary><c>DeleteProvisionedConcurrencyConfig</c>: there is none, so it is done.</summary>
    public Task DeleteProvisionedAsync(HttpContext context)
    {
        var function = context.Function(identity);
        store.Current.Get(function with { Qualifier = null }, identity).Version(function.Qualifier, identity);
        context.AnswerNothing();
        return Task.CompletedTask;
    }
}

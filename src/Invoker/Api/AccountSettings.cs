using Microsoft.Extensions.Options;
using Triggers.Invoker.Api.Shapes;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api;

/// <summary>Limits and usage of the whole. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</summary>
internal sealed class AccountSettings(FunctionStore store, IOptions<InvokerOptions> options)
{
    /// <summary><c>GetAccountSettings</c>.</summary>
    public Task GetAsync(HttpContext context)
    {
        var functions = store.Current.Functions.Values;
        var reserved = functions.Sum(function => function.ReservedConcurrency ?? 0);
        return context.AnswerAsync(StatusCodes.Status200OK, new AccountSettingsShape
        {
            AccountLimit = new AccountLimitShape
            {
                TotalCodeSize = 80_530_636_800,
                CodeSizeUnzipped = 262_144_000,
                CodeSizeZipped = 52_428_800,
                ConcurrentExecutions = options.Value.AccountConcurrency,
                UnreservedConcurrentExecutions = options.Value.AccountConcurrency - reserved,
            },
            AccountUsage = new AccountUsageShape
            {
                TotalCodeSize = functions.Sum(function => function.Latest.CodeSize + function.Versions.Sum(version => version.CodeSize)),
                FunctionCount = store.Current.Functions.Count,
            },
        }, LambdaJson.Aws.AccountSettingsShape);
    }
}

using Triggers.Contracts;
using Triggers.Invoker.Api.Requests;
using Triggers.Invoker.Api.Shapes;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api;

/// <summary>What happens to a chain of functions that calls itself. https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html</summary>
internal sealed class RecursionConfig(FunctionStore store, AwsIdentity identity)
{
    /// <summary><c>GetFunctionRecursionConfig</c>.</summary>
    public Task GetAsync(HttpContext context) => context.AnswerAsync(
        StatusCodes.Status200OK,
        new RecursionConfigShape { RecursiveLoop = store.Current.Get(context.Unqualified(identity), identity).RecursiveLoop },
        LambdaJson.Aws.RecursionConfigShape);

    /// <summary><c>PutFunctionRecursionConfig</c>.</summary>
    public async Task PutAsync(HttpContext context)
    {
        var request = await context.ReadAsync(LambdaJson.Aws.RecursionConfigShape);
        Required.Check(("recursiveLoop", request.RecursiveLoop));
        if (request.RecursiveLoop is not ("Allow" or "Terminate"))
        {
            throw ApiRequest.Invalid(request.RecursiveLoop!, "recursiveLoop", "Member must satisfy enum value set: [Allow, Terminate]");
        }

        await store.ChangeAsync(context.Unqualified(identity), identity,
            (_, record) => record with { RecursiveLoop = request.RecursiveLoop }, context.RequestAborted);
        await context.AnswerAsync(StatusCodes.Status200OK, request, LambdaJson.Aws.RecursionConfigShape);
    }
}

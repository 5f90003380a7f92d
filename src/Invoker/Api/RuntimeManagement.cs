using Triggers.Contracts;
using Triggers.Invoker.Api.Requests;
using Triggers.Invoker.Api.Shapes;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api;

/// <summary>How runtimes are kept current: here the interpreters are this machine's own, so always <c>Auto</c>.</summary>
internal sealed class RuntimeManagement(FunctionStore store, AwsIdentity identity)
{
    /// <summary><c>GetRuntimeManagementConfig</c>.</summary>
    public Task GetAsync(HttpContext context) => AnswerAsync(context);

    /// <summary><c>PutRuntimeManagementConfig</c>: no other mode can be kept, so none is taken.</summary>
    public async Task PutAsync(HttpContext context)
    {
        var request = await context.ReadAsync(LambdaJson.Aws.RuntimeManagementConfigRequest);
        Required.Check(("updateRuntimeOn", request.UpdateRuntimeOn));
        switch (request.UpdateRuntimeOn)
        {
            case "Auto":
                await AnswerAsync(context);
                break;
            case "Manual" or "FunctionUpdate":
                throw new LambdaException(LambdaErrors.InvalidParameterValue,
                    $"UpdateRuntimeOn {request.UpdateRuntimeOn} is not supported here: functions run on the interpreters of this machine, so it is always Auto.");
            default:
                throw ApiRequest.Invalid(request.UpdateRuntimeOn!, "updateRuntimeOn", "Member must satisfy enum value set: [Auto, FunctionUpdate, Manual]");
        }
    }

    private Task AnswerAsync(HttpContext context)
    {
        var function = context.Function(identity);
        store.Current.Get(function with { Qualifier = null }, identity).Version(function.Qualifier, identity);
        return context.AnswerAsync(
            StatusCodes.Status200OK,
            new RuntimeManagementConfigShape { UpdateRuntimeOn = "Auto", FunctionArn = function.ToArn(identity) },
            LambdaJson.Aws.RuntimeManagementConfigShape);
    }
}

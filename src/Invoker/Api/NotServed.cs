using Triggers.Contracts;
using Triggers.Invoker.Api.Requests;
using Triggers.Invoker.Api.Shapes;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api;

/// <summary>
/// What the Lambda API has and this server does not: nothing of it can be made, so lists are empty and nothing is found. Tools that
/// only look (Terraform reads code signing of every function) go on.
/// </summary>
internal sealed class NotServed(FunctionStore store, AwsIdentity identity)
{
    /// <summary><c>CreateEventSourceMapping</c>.</summary>
    public static Task RefuseEventSourceMappingAsync(HttpContext context) => throw FunctionRefusals.Invalid(
        "Event source mappings (queues and streams that are polled) are not supported here.");

    /// <summary><c>ListEventSourceMappings</c>.</summary>
    public static Task ListEventSourceMappingsAsync(HttpContext context) => EmptyAsync(context, new EmptyListAnswer { EventSourceMappings = [] });

    /// <summary><c>GetEventSourceMapping</c> and what else names one.</summary>
    public static Task NoEventSourceMappingAsync(HttpContext context) => throw FunctionRefusals.NoSuchResource();

    /// <summary><c>PublishLayerVersion</c>.</summary>
    public static Task RefuseLayerAsync(HttpContext context) => throw FunctionRefusals.Invalid(
        "Layers are not supported here: put their files into the function's own package.");

    /// <summary><c>ListLayers</c> and <c>GetLayerVersionByArn</c>, which is the same path.</summary>
    public static Task ListLayersAsync(HttpContext context) => context.Parameter("find") is null
        ? EmptyAsync(context, new EmptyListAnswer { Layers = [] })
        : NoLayerAsync(context);

    /// <summary><c>ListLayerVersions</c>.</summary>
    public static Task ListLayerVersionsAsync(HttpContext context) => EmptyAsync(context, new EmptyListAnswer { LayerVersions = [] });

    /// <summary><c>GetLayerVersion</c> and what else names one.</summary>
    public static Task NoLayerAsync(HttpContext context) => throw FunctionRefusals.NoSuchResource();

    /// <summary><c>GetFunctionCodeSigningConfig</c>: none is set.</summary>
    public Task GetCodeSigningAsync(HttpContext context) => context.AnswerAsync(
        StatusCodes.Status200OK,
        new CodeSigningConfigShape { FunctionName = store.Current.Get(context.Unqualified(identity), identity).Name },
        LambdaJson.Aws.CodeSigningConfigShape);

    /// <summary><c>PutFunctionCodeSigningConfig</c> and <c>CreateCodeSigningConfig</c>.</summary>
    public static Task RefuseCodeSigningAsync(HttpContext context) => throw FunctionRefusals.Invalid("Code signing is not supported here.");

    /// <summary><c>ListCodeSigningConfigs</c>.</summary>
    public static Task ListCodeSigningConfigsAsync(HttpContext context) => EmptyAsync(context, new EmptyListAnswer { CodeSigningConfigs = [] });

    private static Task EmptyAsync(HttpContext context, EmptyListAnswer answer) =>
        context.AnswerAsync(StatusCodes.Status200OK, answer, LambdaJson.Aws.EmptyListAnswer);
}

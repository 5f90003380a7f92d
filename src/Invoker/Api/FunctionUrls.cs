using System.Text.Json;
using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Invoker.Api.Requests;
using Triggers.Invoker.Api.Shapes;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api;

/// <summary>The configuration of function URLs. https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html</summary>
internal sealed class FunctionUrls(FunctionStore store, AwsIdentity identity, TimeProvider time, IOptions<LambdaApiOptions> options)
{
    /// <summary><c>CreateFunctionUrlConfig</c>.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        var function = context.Function(identity);
        var request = await context.ReadAsync(LambdaJson.Aws.FunctionUrlConfigRequest);
        Required.Check(("authType", request.AuthType));
        var url = await store.ChangeAsync(function with { Qualifier = null }, identity,
            record => UrlChanges.Create(record, function.Qualifier, request.AuthType!, request.InvokeMode, Cors(request), identity, time.GetUtcNow()),
            context.RequestAborted);
        await context.AnswerAsync(
            StatusCodes.Status201Created, Shape(function, url) with { LastModifiedTime = null }, LambdaJson.Aws.FunctionUrlConfigShape);
    }

    /// <summary><c>UpdateFunctionUrlConfig</c>.</summary>
    public async Task UpdateAsync(HttpContext context)
    {
        var function = context.Function(identity);
        var request = await context.ReadAsync(LambdaJson.Aws.FunctionUrlConfigRequest);
        var url = await store.ChangeAsync(function with { Qualifier = null }, identity,
            record => UrlChanges.Update(record, function.Qualifier, request.AuthType, request.InvokeMode, Cors(request), time.GetUtcNow()),
            context.RequestAborted);
        await context.AnswerAsync(StatusCodes.Status200OK, Shape(function, url), LambdaJson.Aws.FunctionUrlConfigShape);
    }

    /// <summary><c>GetFunctionUrlConfig</c>.</summary>
    public Task GetAsync(HttpContext context)
    {
        var function = context.Function(identity);
        var url = UrlChanges.Find(store.Current.Get(function with { Qualifier = null }, identity), function.Qualifier);
        return context.AnswerAsync(StatusCodes.Status200OK, Shape(function, url), LambdaJson.Aws.FunctionUrlConfigShape);
    }

    /// <summary><c>ListFunctionUrlConfigs</c>.</summary>
    public Task ListAsync(HttpContext context)
    {
        var function = context.Unqualified(identity);
        var (items, next) = context.Page(
            store.Current.Get(function, identity).Urls.Select(one => KeyValuePair.Create(
                one.Key, Shape(one.Key == FunctionReference.Latest ? function : function with { Qualifier = one.Key }, one.Value))),
            most: 50);
        return context.AnswerAsync(StatusCodes.Status200OK,
            new ListFunctionUrlConfigsAnswer { FunctionUrlConfigs = items, NextMarker = next }, LambdaJson.Aws.ListFunctionUrlConfigsAnswer);
    }

    /// <summary><c>DeleteFunctionUrlConfig</c>.</summary>
    public async Task DeleteAsync(HttpContext context)
    {
        var function = context.Function(identity);
        await store.ChangeAsync(function with { Qualifier = null }, identity,
            (_, record) => UrlChanges.Delete(record, function.Qualifier), context.RequestAborted);
        context.AnswerNothing();
    }

    // Through the shape and back: what is stored has known members of the right types only.
    private static JsonElement? Cors(FunctionUrlConfigRequest request) =>
        request.Cors is { } cors ? JsonSerializer.SerializeToElement(cors, LambdaJson.Aws.FunctionUrlCorsShape) : null;

    private FunctionUrlConfigShape Shape(FunctionReference function, FunctionUrl url) => new()
    {
        FunctionUrl = $"http://{url.UrlId}.lambda-url.{options.Value.FunctionUrlDomain}/",
        FunctionArn = function.ToArn(identity),
        AuthType = url.AuthType,
        Cors = url.Cors,
        CreationTime = ApiAnswer.IsoTime(url.CreationTime),
        LastModifiedTime = ApiAnswer.IsoTime(url.LastModifiedTime),
        InvokeMode = url.InvokeMode,
    };
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Features;
using Triggers.Contracts;
using Triggers.Invoker.Packaging;

namespace Triggers.Invoker.Stacks;

/// <summary>
/// Deploying over HTTP: what <c>triggers deploy</c> talks to. Upload the packages first, then the stack that names them. A
/// refusal is a <see cref="LambdaException"/>; the Lambda API's door makes the answer of it.
/// </summary>
internal static class StackEndpoints
{
    /// <summary>No template makes more: a document of 5,000 functions is about 5 MB.</summary>
    private const long LargestDocument = 64 * 1024 * 1024;

    /// <summary>Maps every route of stacks.</summary>
    public static IEndpointRouteBuilder MapStacks(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/triggers/code/{sha256}", [HttpMethods.Head], HasCode);
        routes.MapPut("/triggers/code/{sha256}", PutCodeAsync);
        routes.MapGet("/triggers/stacks", (HttpContext context) => WriteAsync(context, Deployer(context).List(), StackJson.Summaries));
        routes.MapGet("/triggers/stacks/{name}", (HttpContext context) => WriteAsync(context, Deployer(context).Get(Value(context, "name")), StackJson.Document));
        routes.MapPut("/triggers/stacks/{name}", PutStackAsync);
        routes.MapDelete("/triggers/stacks/{name}", DeleteStackAsync);
        routes.MapGet("/triggers/event-sources", (HttpContext context) =>
            WriteAsync(context, context.RequestServices.GetRequiredService<EventSourceCatalog>().Current, StackJson.EventSources));
        return routes;
    }

    private static Task HasCode(HttpContext context)
    {
        var package = context.RequestServices.GetRequiredService<CodeStore>().Find(Value(context, "sha256"));
        context.Response.StatusCode = package is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return Task.CompletedTask;
    }

    private static async Task PutCodeAsync(HttpContext context)
    {
        // One byte more than a package may have: the store refuses with AWS's words, not the server with its own.
        SetLargestBody(context, PackageLimits.ZippedBytes + (1024 * 1024));
        var store = context.RequestServices.GetRequiredService<CodeStore>();
        try
        {
            await store.AddAsync(context.Request.Body, Value(context, "sha256"), context.RequestAborted);
        }
        catch (LambdaException exception) when (exception.InnerException is InvalidDataException reason)
        {
            // AWS says no more than that; our own command line may know which entry it is.
            throw new LambdaException(exception.Error, $"{exception.Message} {reason.Message}", exception);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task PutStackAsync(HttpContext context)
    {
        SetLargestBody(context, LargestDocument);
        var name = Value(context, "name");
        StackDocument? document;
        try
        {
            document = await JsonSerializer.DeserializeAsync(context.Request.Body, StackJson.Wanted, context.RequestAborted);
        }
        catch (JsonException exception)
        {
            throw new LambdaException(LambdaErrors.Serialization, $"The stack's document cannot be read: {exception.Message}", exception);
        }

        if (document is null || document.Functions.Contains(null!) || document.EventSources.Contains(null!))
        {
            throw new LambdaException(LambdaErrors.Serialization, "The stack's document cannot be read: it holds null where an object must be.");
        }

        if (document.Name != name)
        {
            throw new LambdaException(LambdaErrors.InvalidParameterValue, $"The document's name must be '{name}' as in the address, was '{document.Name}'.");
        }

        await WriteAsync(context, await Deployer(context).DeployAsync(document, context.RequestAborted), StackJson.Changes);
    }

    private static async Task DeleteStackAsync(HttpContext context) =>
        await WriteAsync(context, await Deployer(context).DeleteAsync(Value(context, "name"), context.RequestAborted), StackJson.Changes);

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        context.Response.WriteAsJsonAsync(value, type, contentType: null, context.RequestAborted);

    private static void SetLargestBody(HttpContext context, long bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = bytes;
        }
    }

    private static StackDeployer Deployer(HttpContext context) => context.RequestServices.GetRequiredService<StackDeployer>();

    private static string Value(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;
}

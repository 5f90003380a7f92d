using System.Collections.Frozen;
using Triggers.Contracts;
using Triggers.Contracts.Hosting;
using Triggers.Invoker.Api.Requests;
using Triggers.Invoker.Api.Signing;

namespace Triggers.Invoker.Api;

/// <summary>The operations of other parts on this address: <see cref="ManagementEndpoint"/>.</summary>
internal static class ManagementRoutes
{
    /// <summary>Maps them: those with a target behind one route, the others each behind its own.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var endpoints = api.ServiceProvider.GetServices<ManagementEndpoint>().ToList();
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.Target is null))
        {
            api.MapMethods(endpoint.Pattern, [endpoint.Method], context => RunAsync(context, endpoint))
                .WithMetadata(new BodyLimit(endpoint.Operation, BodyLimit.Settings), new SigningServices([endpoint.Service]));
        }

        var byTarget = endpoints.Where(endpoint => endpoint.Target is not null).ToFrozenDictionary(endpoint => endpoint.Target!, StringComparer.Ordinal);
        if (byTarget.Count > 0)
        {
            api.MapPost("/", context => RunAsync(context, byTarget.GetValueOrDefault(context.Request.Headers["X-Amz-Target"].ToString())
                    ?? throw new LambdaException(LambdaErrors.UnknownOperation, $"There is no operation '{context.Request.Headers["X-Amz-Target"]}' here.")))
                .WithMetadata(BodyLimit.Unknown, new SigningServices([.. byTarget.Values.Select(endpoint => endpoint.Service).Distinct()]));
        }
    }

    private static async Task RunAsync(HttpContext context, ManagementEndpoint endpoint)
    {
        await RequestBody.KeepAsync(context);
        await endpoint.RunAsync(context);
    }
}

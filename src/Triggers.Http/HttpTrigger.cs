using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Triggers.Http.Authorizers;
using Triggers.Http.Requests;
using Triggers.Http.Routing;

namespace Triggers.Http;

/// <summary>
/// How HTTP APIs listen: one request's walk. Route, body, event, invocation (<see cref="HttpInvocation"/>), answer; and at
/// every step the refusal that ends it early.
/// </summary>
internal sealed class HttpTrigger(
    HttpRoutes routes,
    HttpInvocation invocation,
    JwtAuthorizer jwt,
    IOptions<HttpTriggerOptions> options,
    TimeProvider clock,
    HttpTriggerMetrics metrics,
    ILogger<HttpTrigger> logger)
{
    // The largest event of a synchronous invocation: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private const int LargestEvent = 6 * 1024 * 1024;

    private readonly long largestBody = options.Value.MaximumBodyBytes;
    private readonly TrustedProxies proxies = new(options.Value.TrustedProxies.Select(ReadNetwork));

    /// <summary>Serves one request.</summary>
    public async Task RunAsync(HttpContext context)
    {
        var started = clock.GetTimestamp();
        var at = clock.GetUtcNow();
        var request = context.Request;
        var target = RequestTarget.Parse(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var (route, kind, cors) = Find(request, target.Path);
        var ids = RequestIds.New(kind, TraceHeader.KeepOrMake(request.Headers[RequestHeader.TraceId], at));
        ids.Put(context.Response.Headers);
        using var activity = HttpTriggerMetrics.Activities.StartActivity(route?.Key ?? "no route");
        if (cors is not null && CorsPolicy.IsPreflight(request))
        {
            cors.PutPreflight(request, context.Response.Headers);
            context.Response.StatusCode = kind == ApiKind.HttpApi ? StatusCodes.Status204NoContent : StatusCodes.Status200OK;
        }
        else if (route is null)
        {
            await HttpRefusals.Of(kind).NoRoute.SendAsync(context, ids, cors);
        }
        else if (route.Defect is not null)
        {
            var refusal = kind == ApiKind.FunctionUrl ? route.Api.Refusals.Gone : route.Api.Refusals.InternalError;
            logger.RouteNotServed(route.Key, refusal.Status, route.Defect);
            await refusal.SendAsync(context, ids, cors);
        }
        else if (route.Preflight is not null)
        {
            route.Preflight.PutMock(context.Response.Headers);
            context.Response.ContentType = "application/json";
        }
        else
        {
            var call = new HttpCall(context, target, route, ids, at, proxies);
            if ((route.Jwt is null || await jwt.PassAsync(context, call, route.Jwt)) && await ReadEventAsync(context, call) is { } payload)
            {
                await invocation.RunAsync(context, call, payload);
            }
        }

        activity?.SetTag("http.response.status_code", context.Response.StatusCode);
        metrics.Answered(route, context.Response.StatusCode, clock.GetElapsedTime(started));
    }

    // A browser's question is about the request it is going to make.
    private RouteMatch Find(HttpRequest request, ReadOnlySpan<char> path)
    {
        var host = request.Headers.Host.ToString();
        return CorsPolicy.IsPreflight(request)
            ? routes.Current.FindPreflight(host, request.Headers.AccessControlRequestMethod.ToString(), path)
            : routes.Current.Find(host, request.Method, path);
    }

    // Null when the request was answered, or its client is gone.
    private async ValueTask<ReadOnlyMemory<byte>?> ReadEventAsync(HttpContext context, HttpCall call)
    {
        try
        {
            if (await RequestBody.ReadAsync(context, largestBody, context.RequestAborted) is { } body)
            {
                var written = call.Route.IsFormat1
                    ? HttpEventV1.Write(call, body.Bytes, LargestEvent)
                    : HttpEventV2.Write(call, body.Bytes, LargestEvent);
                body.Release();
                if (written is not null)
                {
                    return written;
                }
            }

            await call.Refusals.TooLarge.SendAsync(context, call.Ids, call.Route.Api.Cors);
        }
        catch (BadHttpRequestException e)
        {
            logger.BodyUnreadable(call.Route.Key, e.Message);
            var refusal = e.StatusCode == StatusCodes.Status413PayloadTooLarge ? call.Refusals.TooLarge : call.Refusals.BadRequest;
            await refusal.SendAsync(context, call.Ids, call.Route.Api.Cors);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            logger.BodyUnreadable(call.Route.Key, e.Message);
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }

        return null;
    }

    private static System.Net.IPNetwork ReadNetwork(string text) =>
        TrustedProxies.TryRead(text, out var network) ? network : throw new FormatException($"'{text}' is no address or network.");
}

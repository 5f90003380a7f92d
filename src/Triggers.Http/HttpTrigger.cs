using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Triggers.Http.Requests;

namespace Triggers.Http;

/// <summary>
/// How HTTP APIs listen: one request's walk. Route, body, event, invocation (<see cref="HttpInvocation"/>), answer; and at
/// every step the refusal that ends it early.
/// </summary>
internal sealed class HttpTrigger(
    HttpRoutes routes,
    HttpInvocation invocation,
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
        var requestId = RequestIds.New();
        var request = context.Request;
        context.Response.Headers[Responses.ResponseHeaders.RequestId] = requestId;
        var target = RequestTarget.Parse(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var route = routes.Current.Find(request.Headers.Host.ToString(), request.Method, target.Path);
        using var activity = HttpTriggerMetrics.Activities.StartActivity(route?.Key ?? "no route");
        if (route is null)
        {
            await HttpRefusal.NotFound.SendAsync(context, requestId);
        }
        else if (route.Defect is not null)
        {
            logger.RouteNotServed(route.Key, route.Defect);
            await HttpRefusal.InternalError.SendAsync(context, requestId);
        }
        else
        {
            var call = new HttpCall(context, target, route, requestId, clock.GetUtcNow(), proxies);
            if (await ReadEventAsync(context, call) is { } payload)
            {
                await invocation.RunAsync(context, call, payload);
            }
        }

        activity?.SetTag("http.response.status_code", context.Response.StatusCode);
        metrics.Answered(route, context.Response.StatusCode, clock.GetElapsedTime(started));
    }

    // Null when the request was answered, or its client is gone.
    private async ValueTask<ReadOnlyMemory<byte>?> ReadEventAsync(HttpContext context, HttpCall call)
    {
        try
        {
            if (await RequestBody.ReadAsync(context, largestBody, context.RequestAborted) is { } body)
            {
                var written = HttpEventV2.Write(call, body.Bytes, LargestEvent);
                body.Release();
                if (written is not null)
                {
                    return written;
                }
            }

            await HttpRefusal.TooLarge.SendAsync(context, call.RequestId);
        }
        catch (BadHttpRequestException e)
        {
            logger.BodyUnreadable(call.Route.Key, e.Message);
            var refusal = e.StatusCode == HttpRefusal.TooLarge.Status ? HttpRefusal.TooLarge : HttpRefusal.BadRequest;
            await refusal.SendAsync(context, call.RequestId);
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
